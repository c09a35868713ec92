"""Every row of the pack."""

import tempfile


def calls(text):
    tempfile.mkdtemp()
    tempfile.mkstemp()
    tempfile.mktemp()
    tempfile.gettempdir()
    tempfile.glob(text)
    tempfile.iglob(text)
    tempfile.fnmatch()
    tempfile.getline(text)
    tempfile.getlines(text)
    temporaryFile_value = tempfile.NamedTemporaryFile(dir=text, prefix=text, suffix=text)
    print(temporaryFile_value.name)
    temporaryFile_value.write()
    temporaryFile_value.flush()
    temporaryFile_value.close()
    temporaryFile_value.cleanup()
