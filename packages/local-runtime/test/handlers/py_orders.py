import logging
import os
import sys
import time


def handler(event, context):
    print('hello from python')
    return {
        'event': event,
        'requestId': context.aws_request_id,
        'arn': context.invoked_function_arn,
        'memory': context.memory_limit_in_mb,
        'remaining': context.get_remaining_time_in_millis() > 0,
        'client': context.client_context.custom if context.client_context else None,
        'grüße': os.environ.get('GREETING'),
    }


def logs(event, context):
    logger = logging.getLogger()
    logger.setLevel(logging.INFO)
    logger.info('an order of %s', event['n'])
    logger.debug('not at this level')
    logging.getLogger('shop').warning('stock is low')


def fails(event, context):
    raise ValueError('no items')


def nothing(event, context):
    return None


def leaves(event, context):
    sys.exit(3)


def unserializable(event, context):
    return {1, 2}


def hangs(event, context):
    time.sleep(60)
