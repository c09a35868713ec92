"""Every row of the pack."""

import argparse


def handler_1(p0):
    return p0


def calls(text):
    argparse.docopt()
    argparse.Fire(handler_1)
    parser_value = argparse.ArgumentParser()
    parser_value.parse_args()
    parser_value.parse_known_args()
    parser_value.add_subparsers()
    parser_value.add_parser()
    parser_value.add_argument_group()
    parser_value.add_mutually_exclusive_group()
    parser_value.add_argument()
    parser_value.set_defaults()
