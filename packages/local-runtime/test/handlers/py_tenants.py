def handler(event, context):
    return context.tenant_id
