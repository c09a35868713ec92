"""Every row of the pack."""

import subprocess


def calls(text):
    subprocess.run(text, shell=True)
    subprocess.call(text, shell=True)
    subprocess.check_call(text, shell=True)
    subprocess.check_output(text, shell=True)
    subprocess.getoutput(text)
    subprocess.getstatusoutput(text)
    subprocess.list2cmdline(text)
    popen_value = subprocess.Popen(text, shell=True)
    print(popen_value.stdout)
    print(popen_value.stderr)
    print(popen_value.pid)
    print(popen_value.returncode)
    popen_value.communicate()
    popen_value.wait()
    popen_value.poll()
    popen_value.kill()
    popen_value.terminate()
    popen_value.stdout.read()
    popen_value.stdout.readline()
    popen_value.stderr.read()
