"""Every row of the pack."""

import zipfile


def calls(text):
    zipfile.open(text)
    zipfile.is_zipfile()
    zipfile.is_tarfile()
    zipfile.compress(text)
    zipfile.decompress(text)
    archive_value = zipfile.ZipFile(text)
    archive_value.extract(text, text)
    archive_value.extractall(text)
    archive_value.read()
    archive_value.open()
    archive_value.extractfile()
    archive_value.namelist()
    archive_value.getnames()
    archive_value.writestr()
