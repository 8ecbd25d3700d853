# Everything around a function that Terraform's AWS provider can describe and this runtime keeps.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "endpoint" {}
variable "age" {}
variable "code" {}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "local"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  max_retries                 = 1

  endpoints {
    lambda = var.endpoint
  }
}

locals {
  role = "arn:aws:iam::123456789012:role/orders"
  destinations = {
    queue    = "arn:aws:sqs:us-east-1:123456789012:failures"
    topic    = "arn:aws:sns:us-east-1:123456789012:failures"
    bus      = "arn:aws:events:us-east-1:123456789012:event-bus/failures"
    bucket   = "arn:aws:s3:::failures"
    function = aws_lambda_function.audit.arn
  }
}

resource "aws_lambda_function" "audit" {
  function_name = "audit"
  role          = local.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = var.code
}

resource "aws_lambda_function" "orders" {
  function_name                  = "orders"
  description                    = "takes orders"
  role                           = local.role
  runtime                        = "nodejs22.x"
  handler                        = "index.handler"
  filename                       = var.code
  source_code_hash               = filebase64sha256(var.code)
  publish                        = true
  timeout                        = 10
  memory_size                    = 256
  reserved_concurrent_executions = 5

  dead_letter_config {
    target_arn = "arn:aws:sqs:us-east-1:123456789012:letters"
  }

  environment {
    variables = { STAGE = "test" }
  }

  tags = { team = "orders" }
}

resource "aws_lambda_alias" "each" {
  for_each         = local.destinations
  name             = each.key
  function_name    = aws_lambda_function.orders.function_name
  function_version = aws_lambda_function.orders.version
}

resource "aws_lambda_function_event_invoke_config" "each" {
  for_each                     = local.destinations
  function_name                = aws_lambda_function.orders.function_name
  qualifier                    = aws_lambda_alias.each[each.key].name
  maximum_event_age_in_seconds = var.age
  maximum_retry_attempts       = 1

  destination_config {
    on_failure {
      destination = each.value
    }
    # S3 takes failures only.
    dynamic "on_success" {
      for_each = each.key == "bucket" ? [] : [each.value]
      content {
        destination = on_success.value
      }
    }
  }
}

resource "aws_lambda_permission" "bucket" {
  statement_id   = "bucket"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.orders.function_name
  qualifier      = aws_lambda_alias.each["queue"].name
  principal      = "s3.amazonaws.com"
  source_arn     = "arn:aws:s3:::orders"
  source_account = "123456789012"
}

resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = "AWS_IAM"

  cors {
    allow_origins = ["https://example.com"]
    max_age       = 60
  }
}

resource "aws_lambda_function_recursion_config" "orders" {
  function_name  = aws_lambda_function.orders.function_name
  recursive_loop = "Allow"
}

resource "aws_lambda_runtime_management_config" "orders" {
  function_name     = aws_lambda_function.orders.function_name
  update_runtime_on = "FunctionUpdate"
}

resource "aws_lambda_code_signing_config" "orders" {
  description = "kept, not verified"

  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:us-east-1:123456789012:/signing-profiles/orders/v1"]
  }
}

resource "aws_lambda_event_source_mapping" "failures" {
  event_source_arn                   = local.destinations.queue
  function_name                      = aws_lambda_function.audit.arn
  batch_size                         = 20
  maximum_batching_window_in_seconds = 5
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 2
  }

  filter_criteria {
    filter {
      pattern = jsonencode({ body = { version = ["1.0"] } })
    }
  }

  tags = { team = "orders" }
}
