"""Every row of the pack."""

import shutil


def calls(text):
    shutil.rmtree(text)
    shutil.copy(text, text)
    shutil.copy2(text, text)
    shutil.copyfile(text, text)
    shutil.copytree(text, text)
    shutil.move(text, text)
    shutil.copyfileobj()
    shutil.make_archive(text)
    shutil.unpack_archive(text, text)
    shutil.which(text)
    shutil.disk_usage()
