"""Every row of the pack."""

import socket


def calls(text):
    socket.create_connection(text)
    socket.gethostname()
    socket.gethostbyname(text)
    socket.getaddrinfo(text)
    socket_value = socket.socket()
    socket_value.recv()
    socket_value.recvfrom()
    socket_value.makefile()
    socket_value.accept()
    socket_value.connect(text)
    socket_value.send()
    socket_value.sendall()
