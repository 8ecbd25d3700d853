/**
 * Python program in an execution environment: loads a handler and serves it through the Lambda Runtime API. It is
 * started as `python3 -c <this> <folder> <handler> <file or empty> <project> <watch or empty>`. Without these it stands by: it reads
 * its function from file descriptor 3, and exits if the runtime goes without giving it one. It needs Python 3.8 or later and only
 * its standard library, and is a string so that it is there wherever the package is bundled or installed.
 *
 * Error objects have the members, order and messages of Lambda's own Python runtime (REC-5), and log lines its format.
 * A carriage return within a message keeps its lines together as one log entry.
 */
export const pythonBootstrap = String.raw`
import sys

# Modules of the working directory are the function's: this program does not take them for Python's own.
if sys.path[:1] == ['']:
    del sys.path[0]

import binascii, importlib, importlib.util, json, logging, math, os, re, time, traceback
from socket import IPPROTO_TCP, TCP_NODELAY, socket
from types import SimpleNamespace

def stand_by():
    with open(3, 'rb') as channel:
        text = channel.read()
    if not text:
        os._exit(0)
    function = json.loads(text)
    # Others are the system's own, or of the program that chose this Python.
    own = {name: value for name, value in os.environ.items() if function['started'].get(name) != value}
    os.environ.clear()
    os.environ.update({**function['variables'], **own})
    os.chdir(function['directory'])
    sys.argv[1:] = function['args'][-5:]
    if hasattr(sys, 'orig_argv'):
        sys.orig_argv[-1:] = function['args'][-6:]
    # It knows which folders there were when it started, and counts times from then.
    sys.path_importer_cache.clear()
    logging._startTime = time.time_ns() if isinstance(logging._startTime, int) else time.time()

if len(sys.argv) == 1:
    stand_by()
root, handler, file, _, watch = sys.argv[1:6]
address = os.environ['AWS_LAMBDA_RUNTIME_API']
prefix = '/2018-06-01/runtime'
stream = None

# http.client takes longer to import than Python to start, and Lambda's own runtime has not loaded it either.
def call(method, path, body=b''):
    global stream
    if stream is None:
        host, _, port = address.rpartition(':')
        connection = socket()
        # A default that the function sets is not for the wait for its next event.
        connection.settimeout(None)
        connection.connect((host, int(port)))
        connection.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        stream = connection.makefile('rwb', 65536)
        connection.close()
    head = '%s %s%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n' % (method, prefix, path, address, len(body))
    stream.write(head.encode() + body)
    stream.flush()
    if not stream.readline().startswith(b'HTTP/1.1 '):
        raise ConnectionError('the runtime has gone')
    headers = {}
    for line in iter(stream.readline, b'\r\n'):
        if not line:
            raise ConnectionError('the runtime has gone')
        name, _, value = line.decode('latin-1').partition(':')
        headers[name.lower()] = value.strip()
    if headers.get('transfer-encoding') == 'chunked':
        answer = b''.join(iter(read_chunk, b''))
    elif 'content-length' in headers:
        answer = read(int(headers['content-length']))
    else:
        answer = stream.read()
    if headers.get('connection') == 'close' or not ('content-length' in headers or 'transfer-encoding' in headers):
        stream.close()
        stream = None
    return headers, answer

def read(count):
    found = stream.read(count)
    if len(found) < count:
        raise ConnectionError('the runtime has gone')
    return found

def read_chunk():
    count = int(stream.readline().partition(b';')[0], 16)
    return read(count + 2)[:count]

# Modules of Python itself and installed packages are not watched.
library = os.path.dirname(os.__file__) + os.sep
reported = set()

def report_loaded_files():
    if len(sys.modules) == len(reported):
        return
    stamps = {}
    for name in set(sys.modules) - reported:
        reported.add(name)
        path = getattr(sys.modules.get(name), '__file__', None)
        if not isinstance(path, str) or path.startswith(library) or '/site-packages/' in path or '/dist-packages/' in path:
            continue
        try:
            found = os.stat(path)
        except OSError:
            continue
        stamps[os.path.abspath(path)] = '%d/%d' % (found.st_size, found.st_mtime_ns)
    if stamps:
        call('POST', '/async-invoke/loaded-files', json.dumps(stamps).encode())

class LogLines(logging.Handler):
    request_id = ''

    def emit(self, record):
        write_entry(self.format(record))

    def filter(self, record):
        record.aws_request_id = LogLines.request_id
        return super().filter(record)

def write_entry(text):
    # Escape what UTF-8 cannot encode, such as a lone surrogate, instead of failing.
    write_out(text.replace('\n', '\r').encode('utf-8', 'backslashreplace').decode() + '\n')

# A function may have closed its output, or removed it.
def write_out(text=''):
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (AttributeError, ValueError):
        pass

# Logging works without any set-up, with level, time and request id in front of each message.
logging.Formatter.converter = time.gmtime
log_lines = LogLines()
log_lines.setFormatter(logging.Formatter(
    '[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s', '%Y-%m-%dT%H:%M:%S'))
logging.getLogger().addHandler(log_lines)

def failure(kind, message, request_id='', trace=()):
    return {'errorMessage': message, 'errorType': kind, 'requestId': request_id, 'stackTrace': list(trace)}

def failure_of(error, request_id):
    # The first frames are this program's, not the function's.
    frames = traceback.extract_tb(error.__traceback__)
    while frames and frames[0].filename == '<string>':
        del frames[0]
    return failure(type(error).__name__, str(error), request_id, traceback.format_list(frames))

def report(found):
    head = '[ERROR] ' + ': '.join(filter(None, [found['errorType'], found['errorMessage']]))
    lines = [line for element in found['stackTrace'] for line in element.splitlines()]
    # Lambda keeps the indentation of these lines by non-breaking spaces.
    indented = ['\u00a0' * (len(line) - len(line.lstrip(' '))) + line.lstrip(' ') for line in lines]
    write_entry('\n'.join([head, 'Traceback (most recent call last):', *indented]))

def load():
    module_name, _, function_name = handler.rpartition('.')
    sys.path.insert(0, root)
    if not file and not module_name:
        message = "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler
        return failure('Runtime.MalformedHandlerName', message)
    try:
        if file:
            module_name = os.path.splitext(os.path.basename(file))[0]
            spec = importlib.util.spec_from_file_location(module_name, file)
            module = importlib.util.module_from_spec(spec)
            sys.modules[module_name] = module
            spec.loader.exec_module(module)
        else:
            if module_name.split('.')[0] in sys.builtin_module_names:
                message = 'Cannot use built-in module %s as a handler module' % module_name
                return failure('Runtime.BuiltInModuleConflict', message)
            module = importlib.import_module(module_name.replace('/', '.'))
    except ImportError as error:
        return failure('Runtime.ImportModuleError', "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        return failure('Runtime.UserCodeSyntaxError', "Syntax error in module '%s': %s" % (module_name, error), '', trace)
    except Exception as error:
        return failure_of(error, '')
    if not hasattr(module, function_name):
        return failure('Runtime.HandlerNotFound', "Handler '%s' missing on module '%s'" % (function_name, module_name))
    return getattr(module, function_name)

def fields_of(given, *names):
    return None if given is None else SimpleNamespace(**{name: given.get(name) for name in names})

def context_of(headers, request_id):
    deadline = int(headers['lambda-runtime-deadline-ms'])
    client = headers.get('lambda-runtime-client-context')
    client = fields_of(json.loads(client), 'client', 'custom', 'env') if client else None
    if client:
        client.client = fields_of(
            client.client, 'installation_id', 'app_title', 'app_version_name', 'app_version_code', 'app_package_name')
    return SimpleNamespace(
        aws_request_id=request_id,
        invoked_function_arn=headers['lambda-runtime-invoked-function-arn'],
        function_name=os.environ.get('AWS_LAMBDA_FUNCTION_NAME'),
        function_version=os.environ.get('AWS_LAMBDA_FUNCTION_VERSION'),
        memory_limit_in_mb=os.environ.get('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
        log_group_name=os.environ.get('AWS_LAMBDA_LOG_GROUP_NAME'),
        log_stream_name=os.environ.get('AWS_LAMBDA_LOG_STREAM_NAME'),
        client_context=client,
        identity=SimpleNamespace(cognito_identity_id=None, cognito_identity_pool_id=None),
        tenant_id=headers.get('lambda-runtime-aws-tenant-id'),
        log=lambda message: sys.stdout.write(str(message)),
        get_remaining_time_in_millis=lambda: max(0, deadline - int(time.time() * 1000)),
    )

# Runtimes before 3.12 write ASCII only.
version = re.match('AWS_Lambda_python3[.]([0-9]+)', os.environ.get('AWS_EXECUTION_ENV', ''))
ascii_only = version is not None and int(version.group(1)) < 12

def to_json(answer):
    mark, decimals = os.urandom(16).hex(), []

    def replacement(value):
        # Decimals keep their digits. Without an import of the module there are none.
        if 'decimal' in sys.modules and isinstance(value, sys.modules['decimal'].Decimal):
            if value.is_nan():
                return math.nan
            decimals.append(str(value))
            return '%s-%d' % (mark, len(decimals) - 1)
        raise TypeError('Object of type %s is not JSON serializable' % type(value).__name__)

    text = json.dumps(answer, ensure_ascii=ascii_only, default=replacement)
    return re.sub('"%s-([0-9]+)"' % mark, lambda found: decimals[int(found.group(1))], text) if decimals else text

# The id of an event as the path of its answer has it, percent-encoded.
def unquote(named):
    return re.sub(b'%([0-9A-F]{2})', lambda found: binascii.a2b_hex(found.group(1)), named.encode()).decode()

def run(function, request_id, body, headers):
    try:
        answer = function(json.loads(body), context_of(headers, request_id))
    except Exception as error:
        return 'error', failure_of(error, request_id)
    try:
        return 'response', answer if isinstance(answer, bytes) else to_json(answer)
    except Exception as error:
        return 'error', failure('Runtime.MarshalError', 'Unable to marshal response: %s' % error, request_id)

function = load()
if isinstance(function, dict):
    report(function)
    call('POST', '/init/error', to_json(function).encode())
    sys.exit(1)
while True:
    try:
        if watch:
            report_loaded_files()
        headers, body = call('GET', '/invocation/next')
    except Exception:
        sys.exit(1)
    named = headers['lambda-runtime-aws-request-id']
    request_id = unquote(named)
    LogLines.request_id = request_id
    os.environ['_X_AMZN_TRACE_ID'] = headers.get('lambda-runtime-trace-id', '')
    kind, answer = run(function, request_id, body, headers)
    if kind == 'error':
        report(answer)
        answer = to_json(answer)
    write_out()
    # A lone surrogate cannot be encoded, which ends the program here, and Lambda's own runtime too.
    body = answer if isinstance(answer, bytes) else answer.encode()
    call('POST', '/invocation/%s/%s' % (named, kind), body)
`
