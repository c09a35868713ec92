"""Every row of the pack."""

import docker


def calls(text):
    docker.from_env()
    docker.pexpect.run(text)
    docker.run(text)
    docker.runu(text)
    docker.Command(text)
    docker.bash(text)
    docker.stream.stream(command=text)
    docker_value = docker.DockerClient()
    docker_value.containers.run(text, text, privileged=True, volumes=True).exec_run()
    docker_value.containers.run(text, text, privileged=True, volumes=True).logs()
    docker_value.containers.run(text, text, privileged=True, volumes=True).stop()
    docker_value.containers.run(text, text, privileged=True, volumes=True).remove()
    docker_value.containers.get()
    docker_value.containers.create(text)
    docker_value.images.pull()
    ssh_value = docker.SSHClient()
    ssh_value.connect(password=text)
    ssh_value.exec_command(text)
    ssh_value.invoke_shell().exec_command(text)
    ssh_value.invoke_shell().send(text)
    ssh_value.close()
    remote_value = docker.Connection()
    remote_value.run(text)
    remote_value.sudo(text)
    remote_value.local(text)
    terminal_value = docker.spawn(text)
    terminal_value.sendline(text)
    terminal_value.send(text)
