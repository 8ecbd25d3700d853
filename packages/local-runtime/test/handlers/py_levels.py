import logging
import sys

logging.getLogger().warning('loading')


def levels(event, context):
    logger = logging.getLogger()
    logger.setLevel(logging.DEBUG)
    for level in ('debug', 'info', 'warning', 'error', 'critical'):
        getattr(logger, level)('by %s', level)
    logger.info('two\nlines')
    print('raw to\nstdout')
    print('raw to stderr', file=sys.stderr)
    try:
        raise KeyError('k')
    except KeyError:
        logger.exception('caught')


def fails(event, context):
    try:
        int('seven')
    except ValueError as error:
        raise RuntimeError('no number\nin it') from error


def half(event, context):
    raise RuntimeError('half \ud83d of one')
