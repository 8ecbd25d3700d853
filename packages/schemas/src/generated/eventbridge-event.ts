// @ts-nocheck
// Generated from definitions/ (schemas/eventbridge-event/0.json) by `pnpm schemas:emit`. Do not edit.
import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^Lambda Function Invocation Result [-\\u2013\\u2014] (?:Success|Failure)$", "u"), pattern1 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$", "u"), pattern2 = new RegExp("^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.version === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'version'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.id === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'id'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data["detail-type"] === void 0) {
      let err2 = { instancePath, keyword: "required", message: "must have required property 'detail-type'" };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.source === void 0) {
      let err3 = { instancePath, keyword: "required", message: "must have required property 'source'" };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.account === void 0) {
      let err4 = { instancePath, keyword: "required", message: "must have required property 'account'" };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.time === void 0) {
      let err5 = { instancePath, keyword: "required", message: "must have required property 'time'" };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.region === void 0) {
      let err6 = { instancePath, keyword: "required", message: "must have required property 'region'" };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.resources === void 0) {
      let err7 = { instancePath, keyword: "required", message: "must have required property 'resources'" };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.detail === void 0) {
      let err8 = { instancePath, keyword: "required", message: "must have required property 'detail'" };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.version !== void 0 && typeof data.version != "string") {
      let err9 = { instancePath: instancePath + "/version", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.id !== void 0) {
      let data1 = data.id;
      if (typeof data1 == "string") {
        if (data1.length < 1) {
          let err10 = { instancePath: instancePath + "/id", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
      } else {
        let err11 = { instancePath: instancePath + "/id", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data["detail-type"] !== void 0) {
      let data2 = data["detail-type"];
      if (typeof data2 == "string") {
        if (!pattern0.test(data2)) {
          let err12 = { instancePath: instancePath + "/detail-type", keyword: "pattern", message: 'must match pattern "^Lambda Function Invocation Result [-\\u2013\\u2014] (?:Success|Failure)$"' };
          vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
        }
      } else {
        let err13 = { instancePath: instancePath + "/detail-type", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.source !== void 0) {
      let data3 = data.source, _errs8 = errors, valid1 = !1, _errs9 = errors;
      if (typeof data3 != "string") {
        let err14 = { instancePath: instancePath + "/source", branch: "0.0", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
      if (data3 !== "lambda") {
        let err15 = { instancePath: instancePath + "/source", branch: "0.0", keyword: "const", message: "must be 'lambda'" };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      var _valid0 = _errs9 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs11 = errors;
        if (typeof data3 != "string") {
          let err16 = { instancePath: instancePath + "/source", branch: "0.1", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
        }
        if (data3 !== "aws.lambda") {
          let err17 = { instancePath: instancePath + "/source", branch: "0.1", keyword: "const", message: "must be 'aws.lambda'" };
          vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
        }
        var _valid0 = _errs11 === errors;
        valid1 = valid1 || _valid0;
      }
      if (valid1)
        errors = _errs8, vErrors !== null && (_errs8 ? vErrors.length = _errs8 : vErrors = null);
      else {
        let err18 = { instancePath: instancePath + "/source", branch: "0", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.account !== void 0 && typeof data.account != "string") {
      let err19 = { instancePath: instancePath + "/account", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
    }
    if (data.time !== void 0 && typeof data.time != "string") {
      let err20 = { instancePath: instancePath + "/time", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
    }
    if (data.region !== void 0 && typeof data.region != "string") {
      let err21 = { instancePath: instancePath + "/region", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
    }
    if (data.resources !== void 0) {
      let data7 = data.resources;
      if (Array.isArray(data7)) {
        let len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++)
          if (typeof data7[i0] != "string") {
            let err22 = { instancePath: instancePath + "/resources/" + i0, keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
      } else {
        let err23 = { instancePath: instancePath + "/resources", keyword: "type", message: "must be array" };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.detail !== void 0) {
      let data9 = data.detail;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        if (data9.__proto__ !== plain && (data9 = ownView(data9)), data9.version === void 0) {
          let err24 = { instancePath: instancePath + "/detail", keyword: "required", message: "must have required property 'version'" };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
        if (data9.timestamp === void 0) {
          let err25 = { instancePath: instancePath + "/detail", keyword: "required", message: "must have required property 'timestamp'" };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        if (data9.requestContext === void 0) {
          let err26 = { instancePath: instancePath + "/detail", keyword: "required", message: "must have required property 'requestContext'" };
          vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
        }
        if (data9.requestPayload === void 0) {
          let err27 = { instancePath: instancePath + "/detail", keyword: "required", message: "must have required property 'requestPayload'" };
          vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
        }
        if (data9.version !== void 0) {
          let data10 = data9.version;
          if (typeof data10 != "string") {
            let err28 = { instancePath: instancePath + "/detail/version", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
          if (data10 !== "1.0") {
            let err29 = { instancePath: instancePath + "/detail/version", keyword: "const", message: "must be '1.0'" };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
        }
        if (data9.timestamp !== void 0) {
          let data11 = data9.timestamp;
          if (typeof data11 == "string") {
            if (!pattern1.test(data11)) {
              let err30 = { instancePath: instancePath + "/detail/timestamp", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$"' };
              vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
            }
          } else {
            let err31 = { instancePath: instancePath + "/detail/timestamp", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
        if (data9.requestContext !== void 0) {
          let data12 = data9.requestContext;
          if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
            if (data12.__proto__ !== plain && (data12 = ownView(data12)), data12.requestId === void 0) {
              let err32 = { instancePath: instancePath + "/detail/requestContext", keyword: "required", message: "must have required property 'requestId'" };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
            if (data12.functionArn === void 0) {
              let err33 = { instancePath: instancePath + "/detail/requestContext", keyword: "required", message: "must have required property 'functionArn'" };
              vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
            }
            if (data12.condition === void 0) {
              let err34 = { instancePath: instancePath + "/detail/requestContext", keyword: "required", message: "must have required property 'condition'" };
              vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
            }
            if (data12.approximateInvokeCount === void 0) {
              let err35 = { instancePath: instancePath + "/detail/requestContext", keyword: "required", message: "must have required property 'approximateInvokeCount'" };
              vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
            }
            if (data12.requestId !== void 0) {
              let data13 = data12.requestId;
              if (typeof data13 == "string") {
                if (data13.length < 1) {
                  let err36 = { instancePath: instancePath + "/detail/requestContext/requestId", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                }
              } else {
                let err37 = { instancePath: instancePath + "/detail/requestContext/requestId", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
              }
            }
            if (data12.functionArn !== void 0) {
              let data14 = data12.functionArn;
              if (typeof data14 == "string") {
                if (!pattern2.test(data14)) {
                  let err38 = { instancePath: instancePath + "/detail/requestContext/functionArn", keyword: "pattern", message: 'must match pattern "^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$"' };
                  vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                }
              } else {
                let err39 = { instancePath: instancePath + "/detail/requestContext/functionArn", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
              }
            }
            if (data12.condition !== void 0) {
              let data15 = data12.condition;
              if (typeof data15 == "string") {
                if (data15.length < 1) {
                  let err40 = { instancePath: instancePath + "/detail/requestContext/condition", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                }
              } else {
                let err41 = { instancePath: instancePath + "/detail/requestContext/condition", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
              }
            }
            if (data12.approximateInvokeCount !== void 0) {
              let data16 = data12.approximateInvokeCount;
              if (!Number.isInteger(data16)) {
                let err42 = { instancePath: instancePath + "/detail/requestContext/approximateInvokeCount", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
              }
              if (typeof data16 == "number" && isFinite(data16) && (data16 < 0 || isNaN(data16))) {
                let err43 = { instancePath: instancePath + "/detail/requestContext/approximateInvokeCount", keyword: "minimum", message: "must be >= 0" };
                vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
              }
            }
          } else {
            let err44 = { instancePath: instancePath + "/detail/requestContext", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
          }
        }
        if (data9.responseContext !== void 0) {
          let data17 = data9.responseContext;
          if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
            if (data17.__proto__ !== plain && (data17 = ownView(data17)), data17.statusCode === void 0) {
              let err45 = { instancePath: instancePath + "/detail/responseContext", keyword: "required", message: "must have required property 'statusCode'" };
              vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
            }
            if (data17.statusCode !== void 0) {
              let data18 = data17.statusCode;
              if (!Number.isInteger(data18)) {
                let err46 = { instancePath: instancePath + "/detail/responseContext/statusCode", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
              }
            }
            if (data17.executedVersion !== void 0) {
              let data19 = data17.executedVersion;
              if (typeof data19 == "string") {
                if (data19.length < 1) {
                  let err47 = { instancePath: instancePath + "/detail/responseContext/executedVersion", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                }
              } else {
                let err48 = { instancePath: instancePath + "/detail/responseContext/executedVersion", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            }
            if (data17.functionError !== void 0) {
              let data20 = data17.functionError;
              if (typeof data20 == "string") {
                if (data20.length < 1) {
                  let err49 = { instancePath: instancePath + "/detail/responseContext/functionError", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                }
              } else {
                let err50 = { instancePath: instancePath + "/detail/responseContext/functionError", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
              }
            }
          } else {
            let err51 = { instancePath: instancePath + "/detail/responseContext", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
          }
        }
        if (data9.deliveryError !== void 0) {
          let data21 = data9.deliveryError;
          if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
            if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.statusCode === void 0) {
              let err52 = { instancePath: instancePath + "/detail/deliveryError", keyword: "required", message: "must have required property 'statusCode'" };
              vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
            }
            if (data21.errorCode === void 0) {
              let err53 = { instancePath: instancePath + "/detail/deliveryError", keyword: "required", message: "must have required property 'errorCode'" };
              vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
            }
            if (data21.errorMessage === void 0) {
              let err54 = { instancePath: instancePath + "/detail/deliveryError", keyword: "required", message: "must have required property 'errorMessage'" };
              vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
            }
            if (data21.statusCode !== void 0) {
              let data22 = data21.statusCode;
              if (!Number.isInteger(data22)) {
                let err55 = { instancePath: instancePath + "/detail/deliveryError/statusCode", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
              }
            }
            if (data21.errorCode !== void 0 && typeof data21.errorCode != "string") {
              let err56 = { instancePath: instancePath + "/detail/deliveryError/errorCode", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
            }
            if (data21.errorMessage !== void 0 && typeof data21.errorMessage != "string") {
              let err57 = { instancePath: instancePath + "/detail/deliveryError/errorMessage", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
            }
          } else {
            let err58 = { instancePath: instancePath + "/detail/deliveryError", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
          }
        }
      } else {
        let err59 = { instancePath: instancePath + "/detail", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
      }
    }
  } else {
    let err60 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function eventbridgeEventErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : withClosestAlternatives(stdin_default.errors)
}
