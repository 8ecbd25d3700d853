// @ts-nocheck
// Generated from definitions/ (schemas/function-event-invoke-config/2019-09-25.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.LastModified === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'LastModified'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.FunctionArn === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'FunctionArn'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.MaximumRetryAttempts === void 0) {
      let err2 = { instancePath, keyword: "required", message: "must have required property 'MaximumRetryAttempts'" };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.MaximumEventAgeInSeconds === void 0) {
      let err3 = { instancePath, keyword: "required", message: "must have required property 'MaximumEventAgeInSeconds'" };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.DestinationConfig === void 0) {
      let err4 = { instancePath, keyword: "required", message: "must have required property 'DestinationConfig'" };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.LastModified !== void 0) {
      let data0 = data.LastModified;
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 < 0 || isNaN(data0)) {
          let err5 = { instancePath: instancePath + "/LastModified", keyword: "minimum", message: "must be >= 0" };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      } else {
        let err6 = { instancePath: instancePath + "/LastModified", keyword: "type", message: "must be number" };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.FunctionArn !== void 0) {
      let data1 = data.FunctionArn;
      if (typeof data1 == "string") {
        if (!pattern0.test(data1)) {
          let err7 = { instancePath: instancePath + "/FunctionArn", keyword: "pattern", message: 'must match pattern "^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$"' };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
      } else {
        let err8 = { instancePath: instancePath + "/FunctionArn", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.MaximumRetryAttempts !== void 0) {
      let data2 = data.MaximumRetryAttempts;
      if (!Number.isInteger(data2) && data2 !== null) {
        let err9 = { instancePath: instancePath + "/MaximumRetryAttempts", keyword: "type", message: "must be integer,null" };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
      if (typeof data2 == "number" && isFinite(data2) && (data2 < 0 || isNaN(data2))) {
        let err10 = { instancePath: instancePath + "/MaximumRetryAttempts", keyword: "minimum", message: "must be >= 0" };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.MaximumEventAgeInSeconds !== void 0) {
      let data3 = data.MaximumEventAgeInSeconds;
      if (!Number.isInteger(data3) && data3 !== null) {
        let err11 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", keyword: "type", message: "must be integer,null" };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
      if (typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3))) {
        let err12 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", keyword: "minimum", message: "must be >= 0" };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.DestinationConfig !== void 0) {
      let data4 = data.DestinationConfig;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        if (data4.__proto__ !== plain && (data4 = ownView(data4)), data4.OnSuccess === void 0) {
          let err13 = { instancePath: instancePath + "/DestinationConfig", keyword: "required", message: "must have required property 'OnSuccess'" };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
        if (data4.OnFailure === void 0) {
          let err14 = { instancePath: instancePath + "/DestinationConfig", keyword: "required", message: "must have required property 'OnFailure'" };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
        if (data4.OnSuccess !== void 0) {
          let data5 = data4.OnSuccess;
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.__proto__ !== plain && (data5 = ownView(data5)), data5.Destination === void 0) {
              let err15 = { instancePath: instancePath + "/DestinationConfig/OnSuccess", keyword: "required", message: "must have required property 'Destination'" };
              vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
            }
            if (data5.Destination !== void 0) {
              let data6 = data5.Destination;
              if (typeof data6 != "string" && data6 !== null) {
                let err16 = { instancePath: instancePath + "/DestinationConfig/OnSuccess/Destination", keyword: "type", message: "must be string,null" };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
          } else {
            let err17 = { instancePath: instancePath + "/DestinationConfig/OnSuccess", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data4.OnFailure !== void 0) {
          let data7 = data4.OnFailure;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.Destination === void 0) {
              let err18 = { instancePath: instancePath + "/DestinationConfig/OnFailure", keyword: "required", message: "must have required property 'Destination'" };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            if (data7.Destination !== void 0) {
              let data8 = data7.Destination;
              if (typeof data8 != "string" && data8 !== null) {
                let err19 = { instancePath: instancePath + "/DestinationConfig/OnFailure/Destination", keyword: "type", message: "must be string,null" };
                vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
              }
            }
          } else {
            let err20 = { instancePath: instancePath + "/DestinationConfig/OnFailure", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
          }
        }
      } else {
        let err21 = { instancePath: instancePath + "/DestinationConfig", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
  } else {
    let err22 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function functionEventInvokeConfigErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
