"""Walks through the API with boto3. Prints nothing if every response is Lambda's."""
import base64
import io
import json
import sys
import time
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

client = boto3.client(
    'lambda', endpoint_url=sys.argv[1], region_name='us-east-1', aws_access_key_id='a', aws_secret_access_key='b',
    config=Config(retries={'max_attempts': 0}))
ROLE = 'arn:aws:iam::123456789012:role/lambda-role'
ARN = 'arn:aws:lambda:us-east-1:123456789012:function:walk'


def archive(text):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as file:
        file.writestr('index.py', text)
    return buffer.getvalue()


def refused(code, status, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response
        assert found['Error']['Code'] == code, found
        assert found['ResponseMetadata']['HTTPStatusCode'] == status, found
        return found['Error']['Message']
    raise AssertionError(f'{code} was expected')


def status(answer):
    return answer['ResponseMetadata']['HTTPStatusCode']


created = client.create_function(
    FunctionName='walk', Runtime='python3.12', Role=ROLE, Handler='index.handler', Tags={'a': 'b'},
    Code={'ZipFile': archive('def handler(event, context):\n    print("ran")\n    return event["n"] + 1\n')})
assert status(created) == 201 and created['State'] == 'Pending', created
client.get_waiter('function_active_v2').wait(FunctionName='walk', WaiterConfig={'Delay': 1})
refused('ResourceConflictException', 409, client.create_function, FunctionName='walk', Runtime='python3.12', Role=ROLE,
        Handler='index.handler', Code={'ZipFile': archive('')})

answer = client.invoke(FunctionName='walk', Payload=b'{"n": 41}', LogType='Tail')
assert json.load(answer['Payload']) == 42 and answer['ExecutedVersion'] == '$LATEST', answer
assert 'ran' in base64.b64decode(answer['LogResult']).decode()
assert client.invoke(FunctionName='walk', InvocationType='DryRun')['StatusCode'] == 204
event = client.invoke(FunctionName=ARN, InvocationType='Event', Payload=b'{"n": 1}')
assert event['StatusCode'] == 202 and event['Payload'].read() == b'', event
assert client.invoke_async(FunctionName='walk', InvokeArgs=b'{"n": 1}')['Status'] == 202

client.update_function_configuration(FunctionName='walk', Timeout=9, MemorySize=256, Environment={'Variables': {'GREETING': 'y'}})
client.get_waiter('function_updated_v2').wait(FunctionName='walk', WaiterConfig={'Delay': 1})
client.update_function_code(FunctionName='walk', ZipFile=archive('def handler(event, context):\n    return "new"\n'))
client.get_waiter('function_updated_v2').wait(FunctionName='walk', WaiterConfig={'Delay': 1})
configuration = client.get_function_configuration(FunctionName='walk')
assert (configuration['Timeout'], configuration['MemorySize']) == (9, 256)
assert client.get_function(FunctionName='walk')['Tags'] == {'a': 'b'}
assert [each['FunctionName'] for each in client.list_functions()['Functions']] == ['walk']

version = client.publish_version(FunctionName='walk')
assert (version['Version'], version['FunctionArn'], status(version)) == ('1', ARN + ':1', 201), version
alias = client.create_alias(FunctionName='walk', Name='live', FunctionVersion='1')
assert alias['AliasArn'] == ARN + ':live' and status(alias) == 201
assert client.get_alias(FunctionName='walk', Name='live')['FunctionVersion'] == '1'
assert client.update_alias(FunctionName='walk', Name='live', Description='d')['Description'] == 'd'
assert len(client.list_aliases(FunctionName='walk')['Aliases']) == 1
assert [each['Version'] for each in client.list_versions_by_function(FunctionName='walk')['Versions']] == ['$LATEST', '1']
time.sleep(0.1)
assert json.load(client.invoke(FunctionName='walk', Qualifier='live')['Payload']) == 'new'

config = client.put_function_event_invoke_config(FunctionName='walk', Qualifier='live', MaximumRetryAttempts=1)
assert config['FunctionArn'] == ARN + ':live' and config['MaximumRetryAttempts'] == 1
refused('ResourceNotFoundException', 404, client.get_function_event_invoke_config, FunctionName='walk')
updated = client.update_function_event_invoke_config(FunctionName='walk', Qualifier='live', MaximumEventAgeInSeconds=60)
assert (updated['MaximumRetryAttempts'], updated['MaximumEventAgeInSeconds']) == (1, 60)
assert len(client.list_function_event_invoke_configs(FunctionName='walk')['FunctionEventInvokeConfigs']) == 1
assert status(client.delete_function_event_invoke_config(FunctionName='walk', Qualifier='live')) == 204

assert client.put_function_concurrency(FunctionName='walk', ReservedConcurrentExecutions=0)['ReservedConcurrentExecutions'] == 0
assert client.get_function(FunctionName='walk')['Concurrency'] == {'ReservedConcurrentExecutions': 0}
assert refused('TooManyRequestsException', 429, client.invoke, FunctionName='walk') == 'Rate Exceeded.'
assert client.get_function_concurrency(FunctionName='walk')['ReservedConcurrentExecutions'] == 0
assert status(client.delete_function_concurrency(FunctionName='walk')) == 204
assert client.put_function_recursion_config(FunctionName='walk', RecursiveLoop='Allow')['RecursiveLoop'] == 'Allow'
assert client.get_function_recursion_config(FunctionName='walk')['RecursiveLoop'] == 'Allow'
assert client.get_account_settings()['AccountLimit']['ConcurrentExecutions'] == 1000
client.tag_resource(Resource=ARN, Tags={'c': 'd'})
client.untag_resource(Resource=ARN, TagKeys=['a'])
assert client.list_tags(Resource=ARN)['Tags'] == {'c': 'd'}

assert refused('ResourceNotFoundException', 404, client.invoke, FunctionName='nobody') == (
    'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST')
assert refused('ResourceNotFoundException', 404, client.get_function, FunctionName='nobody') == (
    'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody')
refused('InvalidRequestContentException', 400, client.invoke, FunctionName='walk', Payload=b'{')
refused('RequestEntityTooLargeException', 413, client.invoke, FunctionName='walk', InvocationType='Event',
        Payload=b'"' + b'x' * 1_048_576 + b'"')
assert refused('NotImplementedException', 501, client.publish_layer_version, LayerName='walk', Content={'ZipFile': b'PK'}) == \
    'PublishLayerVersion is not implemented by async-invoke'
refused('NotImplementedException', 501, client.invoke_with_response_stream, FunctionName='walk')

assert status(client.delete_alias(FunctionName='walk', Name='live')) == 204
assert status(client.delete_function(FunctionName='walk')) == 204
refused('ResourceNotFoundException', 404, client.delete_function, FunctionName='walk')
