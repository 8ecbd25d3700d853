// @ts-nocheck
// Generated from definitions/ (schemas/sdk-function-event-invoke-config/2019-09-25.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$", "u"), pattern1 = new RegExp("^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.LastModified !== void 0) {
      let data0 = data.LastModified;
      if (typeof data0 == "string") {
        if (!pattern0.test(data0)) {
          let err0 = { instancePath: instancePath + "/LastModified", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$"' };
          vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
        }
      } else {
        let err1 = { instancePath: instancePath + "/LastModified", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
    if (data.FunctionArn !== void 0) {
      let data1 = data.FunctionArn;
      if (typeof data1 == "string") {
        if (!pattern1.test(data1)) {
          let err2 = { instancePath: instancePath + "/FunctionArn", keyword: "pattern", message: 'must match pattern "^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$"' };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
      } else {
        let err3 = { instancePath: instancePath + "/FunctionArn", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.MaximumRetryAttempts !== void 0) {
      let data2 = data.MaximumRetryAttempts;
      if (!Number.isInteger(data2)) {
        let err4 = { instancePath: instancePath + "/MaximumRetryAttempts", keyword: "type", message: "must be integer" };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err5 = { instancePath: instancePath + "/MaximumRetryAttempts", keyword: "minimum", message: "must be >= 0" };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.MaximumEventAgeInSeconds !== void 0) {
      let data3 = data.MaximumEventAgeInSeconds;
      if (!Number.isInteger(data3)) {
        let err6 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", keyword: "type", message: "must be integer" };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err7 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", keyword: "minimum", message: "must be >= 0" };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.DestinationConfig !== void 0) {
      let data4 = data.DestinationConfig;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        if (data4.__proto__ !== plain && (data4 = ownView(data4)), data4.OnSuccess !== void 0) {
          let data5 = data4.OnSuccess;
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.__proto__ !== plain && (data5 = ownView(data5)), data5.Destination !== void 0 && typeof data5.Destination != "string") {
              let err8 = { instancePath: instancePath + "/DestinationConfig/OnSuccess/Destination", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
            }
          } else {
            let err9 = { instancePath: instancePath + "/DestinationConfig/OnSuccess", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
        }
        if (data4.OnFailure !== void 0) {
          let data7 = data4.OnFailure;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.Destination !== void 0 && typeof data7.Destination != "string") {
              let err10 = { instancePath: instancePath + "/DestinationConfig/OnFailure/Destination", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
            }
          } else {
            let err11 = { instancePath: instancePath + "/DestinationConfig/OnFailure", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        }
      } else {
        let err12 = { instancePath: instancePath + "/DestinationConfig", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
  } else {
    let err13 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function sdkFunctionEventInvokeConfigErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
