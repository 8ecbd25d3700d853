import sys
import time


def handler(event, context):
    filling = 'x' * 1000
    for n in range(event.get('lines', 0)):
        print(event['name'], n, filling, file=sys.stdout if n % 2 == 0 else sys.stderr)
    sys.stderr.write(event.get('last', ''))
    if event.get('hang'):
        time.sleep(60)
