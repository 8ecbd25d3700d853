// @ts-nocheck
// Generated from definitions/ (schemas/dead-letter-config/2015-03-31.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^(?:(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.TargetArn !== void 0) {
      let data0 = data.TargetArn;
      if (typeof data0 == "string") {
        if (!pattern0.test(data0)) {
          let err0 = { instancePath: instancePath + "/TargetArn", keyword: "pattern", message: 'must match pattern "^(?:(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|())$"' };
          vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
        }
      } else {
        let err1 = { instancePath: instancePath + "/TargetArn", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
  } else {
    let err2 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function deadLetterConfigErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
