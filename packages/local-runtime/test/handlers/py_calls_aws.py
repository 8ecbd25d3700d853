import boto3


def handler(event, context):
    client = boto3.client(event['service'])
    try:
        answer = getattr(client, event['method'])(**event.get('input', {}))
        return {'status': answer['ResponseMetadata']['HTTPStatusCode']}
    except client.exceptions.ClientError as error:
        return {
            'status': error.response['ResponseMetadata']['HTTPStatusCode'],
            'name': error.response['Error']['Code'],
            'message': error.response['Error']['Message'],
        }
