// @ts-nocheck
// Generated from definitions/ (schemas/invocation-record/1.0.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$", "u"), pattern1 = new RegExp("^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.version === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'version'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.timestamp === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'timestamp'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.requestContext === void 0) {
      let err2 = { instancePath, keyword: "required", message: "must have required property 'requestContext'" };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.requestPayload === void 0) {
      let err3 = { instancePath, keyword: "required", message: "must have required property 'requestPayload'" };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (typeof data0 != "string") {
        let err4 = { instancePath: instancePath + "/version", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
      if (data0 !== "1.0") {
        let err5 = { instancePath: instancePath + "/version", keyword: "const", message: "must be '1.0'" };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.timestamp !== void 0) {
      let data1 = data.timestamp;
      if (typeof data1 == "string") {
        if (!pattern0.test(data1)) {
          let err6 = { instancePath: instancePath + "/timestamp", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$"' };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
      } else {
        let err7 = { instancePath: instancePath + "/timestamp", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.requestContext !== void 0) {
      let data2 = data.requestContext;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.__proto__ !== plain && (data2 = ownView(data2)), data2.requestId === void 0) {
          let err8 = { instancePath: instancePath + "/requestContext", keyword: "required", message: "must have required property 'requestId'" };
          vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
        }
        if (data2.functionArn === void 0) {
          let err9 = { instancePath: instancePath + "/requestContext", keyword: "required", message: "must have required property 'functionArn'" };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        if (data2.condition === void 0) {
          let err10 = { instancePath: instancePath + "/requestContext", keyword: "required", message: "must have required property 'condition'" };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        if (data2.approximateInvokeCount === void 0) {
          let err11 = { instancePath: instancePath + "/requestContext", keyword: "required", message: "must have required property 'approximateInvokeCount'" };
          vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
        }
        if (data2.requestId !== void 0) {
          let data3 = data2.requestId;
          if (typeof data3 == "string") {
            if (data3.length < 1) {
              let err12 = { instancePath: instancePath + "/requestContext/requestId", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          } else {
            let err13 = { instancePath: instancePath + "/requestContext/requestId", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        if (data2.functionArn !== void 0) {
          let data4 = data2.functionArn;
          if (typeof data4 == "string") {
            if (!pattern1.test(data4)) {
              let err14 = { instancePath: instancePath + "/requestContext/functionArn", keyword: "pattern", message: 'must match pattern "^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$"' };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
          } else {
            let err15 = { instancePath: instancePath + "/requestContext/functionArn", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
        if (data2.condition !== void 0) {
          let data5 = data2.condition;
          if (typeof data5 == "string") {
            if (data5.length < 1) {
              let err16 = { instancePath: instancePath + "/requestContext/condition", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
            }
          } else {
            let err17 = { instancePath: instancePath + "/requestContext/condition", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        if (data2.approximateInvokeCount !== void 0) {
          let data6 = data2.approximateInvokeCount;
          if (!Number.isInteger(data6)) {
            let err18 = { instancePath: instancePath + "/requestContext/approximateInvokeCount", keyword: "type", message: "must be integer" };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
          if (typeof data6 == "number" && isFinite(data6) && (data6 < 0 || isNaN(data6))) {
            let err19 = { instancePath: instancePath + "/requestContext/approximateInvokeCount", keyword: "minimum", message: "must be >= 0" };
            vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
          }
        }
      } else {
        let err20 = { instancePath: instancePath + "/requestContext", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.responseContext !== void 0) {
      let data7 = data.responseContext;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.statusCode === void 0) {
          let err21 = { instancePath: instancePath + "/responseContext", keyword: "required", message: "must have required property 'statusCode'" };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
        if (data7.statusCode !== void 0) {
          let data8 = data7.statusCode;
          if (!Number.isInteger(data8)) {
            let err22 = { instancePath: instancePath + "/responseContext/statusCode", keyword: "type", message: "must be integer" };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        if (data7.executedVersion !== void 0) {
          let data9 = data7.executedVersion;
          if (typeof data9 == "string") {
            if (data9.length < 1) {
              let err23 = { instancePath: instancePath + "/responseContext/executedVersion", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
            }
          } else {
            let err24 = { instancePath: instancePath + "/responseContext/executedVersion", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        }
        if (data7.functionError !== void 0) {
          let data10 = data7.functionError;
          if (typeof data10 == "string") {
            if (data10.length < 1) {
              let err25 = { instancePath: instancePath + "/responseContext/functionError", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
            }
          } else {
            let err26 = { instancePath: instancePath + "/responseContext/functionError", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
        }
      } else {
        let err27 = { instancePath: instancePath + "/responseContext", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
      }
    }
    if (data.deliveryError !== void 0) {
      let data11 = data.deliveryError;
      if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
        if (data11.__proto__ !== plain && (data11 = ownView(data11)), data11.statusCode === void 0) {
          let err28 = { instancePath: instancePath + "/deliveryError", keyword: "required", message: "must have required property 'statusCode'" };
          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
        }
        if (data11.errorCode === void 0) {
          let err29 = { instancePath: instancePath + "/deliveryError", keyword: "required", message: "must have required property 'errorCode'" };
          vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
        }
        if (data11.errorMessage === void 0) {
          let err30 = { instancePath: instancePath + "/deliveryError", keyword: "required", message: "must have required property 'errorMessage'" };
          vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
        }
        if (data11.statusCode !== void 0) {
          let data12 = data11.statusCode;
          if (!Number.isInteger(data12)) {
            let err31 = { instancePath: instancePath + "/deliveryError/statusCode", keyword: "type", message: "must be integer" };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data11.errorCode !== void 0 && typeof data11.errorCode != "string") {
          let err32 = { instancePath: instancePath + "/deliveryError/errorCode", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        if (data11.errorMessage !== void 0 && typeof data11.errorMessage != "string") {
          let err33 = { instancePath: instancePath + "/deliveryError/errorMessage", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
      } else {
        let err34 = { instancePath: instancePath + "/deliveryError", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
      }
    }
  } else {
    let err35 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function invocationRecordErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
