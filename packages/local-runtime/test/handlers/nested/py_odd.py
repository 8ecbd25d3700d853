import os
import sys
from decimal import Decimal


def raw_bytes(event, context):
    return b'\x00raw'


def numbers(event, context):
    return {'big': 10**30, 'decimal': Decimal('1.10'), 'list': [Decimal('1E+3'), 0.1], 'text': '1.10'}


def text(event, context):
    return {'ü': '\u2028 😀 ' + event['text']}


def half(event, context):
    if event.get('fails'):
        raise ValueError('\ud800')
    return '\ud800'


def keys(event, context):
    return {1: 'a', None: 'b', True: 'c'}


def odd_keys(event, context):
    return {(1, 2): 'a'}


def deep(event, context):
    return deep(event, context)


def too_few():
    return None


def leaves_well(event, context):
    sys.exit()


def aborts(event, context):
    os.abort()


def client(event, context):
    found = context.client_context
    return [found.client.app_title, found.client.installation_id, found.custom, context.tenant_id]


def forgets(event, context):
    os.environ.clear()
    return context.function_name


def silent(event, context):
    if sys.stdout:
        sys.stdout.close()
    sys.stdout = None
    if event.get('fails'):
        raise ValueError('unheard')
    return 'silent'


def logs(event, context):
    context.log('by the context\n')


class Group:
    @staticmethod
    def method(event, context):
        return 'static'
