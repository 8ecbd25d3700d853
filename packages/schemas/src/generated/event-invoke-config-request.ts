// @ts-nocheck
// Generated from definitions/ (schemas/event-invoke-config-request/2019-09-25.json) by `pnpm schemas:emit`. Do not edit.
import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^(?:$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*))$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0, _errs1 = errors, valid0 = !1, _errs2 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.MaximumRetryAttempts === void 0) {
      let err0 = { instancePath, branch: "0.0", keyword: "required", message: "must have required property 'MaximumRetryAttempts'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.MaximumRetryAttempts !== void 0) {
      let data0 = data.MaximumRetryAttempts;
      if (!Number.isInteger(data0)) {
        let err1 = { instancePath: instancePath + "/MaximumRetryAttempts", branch: "0.0", keyword: "type", message: "must be integer" };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
  }
  var _valid0 = _errs2 === errors;
  if (valid0 = valid0 || _valid0, !valid0) {
    let _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.__proto__ !== plain && (data = ownView(data)), data.MaximumEventAgeInSeconds === void 0) {
        let err2 = { instancePath, branch: "0.1", keyword: "required", message: "must have required property 'MaximumEventAgeInSeconds'" };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
      if (data.MaximumEventAgeInSeconds !== void 0) {
        let data1 = data.MaximumEventAgeInSeconds;
        if (!Number.isInteger(data1)) {
          let err3 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", branch: "0.1", keyword: "type", message: "must be integer" };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      }
    }
    var _valid0 = _errs5 === errors;
    if (valid0 = valid0 || _valid0, !valid0) {
      let _errs8 = errors;
      if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.__proto__ !== plain && (data = ownView(data)), data.DestinationConfig === void 0) {
          let err4 = { instancePath, branch: "0.2", keyword: "required", message: "must have required property 'DestinationConfig'" };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
        if (data.DestinationConfig !== void 0) {
          let data2 = data.DestinationConfig;
          if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
            if (data2.__proto__ !== plain && (data2 = ownView(data2)), data2.OnSuccess === void 0) {
              let err5 = { instancePath: instancePath + "/DestinationConfig", branch: "0.2", keyword: "required", message: "must have required property 'OnSuccess'" };
              vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
            }
            if (data2.OnSuccess !== void 0) {
              let data3 = data2.OnSuccess;
              if (!(data3 && typeof data3 == "object" && !Array.isArray(data3))) {
                let err6 = { instancePath: instancePath + "/DestinationConfig/OnSuccess", branch: "0.2", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
              }
            }
          } else {
            let err7 = { instancePath: instancePath + "/DestinationConfig", branch: "0.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        }
      }
      var _valid0 = _errs8 === errors;
      if (valid0 = valid0 || _valid0, !valid0) {
        let _errs13 = errors;
        if (data && typeof data == "object" && !Array.isArray(data)) {
          if (data.__proto__ !== plain && (data = ownView(data)), data.DestinationConfig === void 0) {
            let err8 = { instancePath, branch: "0.3", keyword: "required", message: "must have required property 'DestinationConfig'" };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
          if (data.DestinationConfig !== void 0) {
            let data4 = data.DestinationConfig;
            if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
              if (data4.__proto__ !== plain && (data4 = ownView(data4)), data4.OnFailure === void 0) {
                let err9 = { instancePath: instancePath + "/DestinationConfig", branch: "0.3", keyword: "required", message: "must have required property 'OnFailure'" };
                vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
              }
              if (data4.OnFailure !== void 0) {
                let data5 = data4.OnFailure;
                if (!(data5 && typeof data5 == "object" && !Array.isArray(data5))) {
                  let err10 = { instancePath: instancePath + "/DestinationConfig/OnFailure", branch: "0.3", keyword: "type", message: "must be object" };
                  vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
                }
              }
            } else {
              let err11 = { instancePath: instancePath + "/DestinationConfig", branch: "0.3", keyword: "type", message: "must be object" };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
          }
        }
        var _valid0 = _errs13 === errors;
        valid0 = valid0 || _valid0;
      }
    }
  }
  if (valid0)
    errors = _errs1, vErrors !== null && (_errs1 ? vErrors.length = _errs1 : vErrors = null);
  else {
    let err12 = { instancePath, branch: "0", keyword: "anyOf", message: "must match a schema in anyOf" };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.MaximumRetryAttempts !== void 0) {
      let data6 = data.MaximumRetryAttempts;
      if (!Number.isInteger(data6) && data6 !== null) {
        let err13 = { instancePath: instancePath + "/MaximumRetryAttempts", keyword: "type", message: "must be integer,null" };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (typeof data6 == "number" && isFinite(data6)) {
        if (data6 > 2 || isNaN(data6)) {
          let err14 = { instancePath: instancePath + "/MaximumRetryAttempts", keyword: "maximum", message: "must be <= 2" };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
        if (data6 < 0 || isNaN(data6)) {
          let err15 = { instancePath: instancePath + "/MaximumRetryAttempts", keyword: "minimum", message: "must be >= 0" };
          vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
        }
      }
    }
    if (data.MaximumEventAgeInSeconds !== void 0) {
      let data7 = data.MaximumEventAgeInSeconds;
      if (!Number.isInteger(data7) && data7 !== null) {
        let err16 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", keyword: "type", message: "must be integer,null" };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
      if (typeof data7 == "number" && isFinite(data7)) {
        if (data7 > 21600 || isNaN(data7)) {
          let err17 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", keyword: "maximum", message: "must be <= 21600" };
          vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
        }
        if (data7 < 60 || isNaN(data7)) {
          let err18 = { instancePath: instancePath + "/MaximumEventAgeInSeconds", keyword: "minimum", message: "must be >= 60" };
          vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
        }
      }
    }
    if (data.DestinationConfig !== void 0) {
      let data8 = data.DestinationConfig;
      if (!(data8 && typeof data8 == "object" && !Array.isArray(data8)) && data8 !== null) {
        let err19 = { instancePath: instancePath + "/DestinationConfig", keyword: "type", message: "must be object,null" };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        if (data8.__proto__ !== plain && (data8 = ownView(data8)), data8.OnSuccess !== void 0) {
          let data9 = data8.OnSuccess;
          if (!(data9 && typeof data9 == "object" && !Array.isArray(data9)) && data9 !== null) {
            let err20 = { instancePath: instancePath + "/DestinationConfig/OnSuccess", keyword: "type", message: "must be object,null" };
            vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
          }
          if (data9 && typeof data9 == "object" && !Array.isArray(data9) && (data9.__proto__ !== plain && (data9 = ownView(data9)), data9.Destination !== void 0)) {
            let data10 = data9.Destination;
            if (typeof data10 != "string" && data10 !== null) {
              let err21 = { instancePath: instancePath + "/DestinationConfig/OnSuccess/Destination", keyword: "type", message: "must be string,null" };
              vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
            }
            if (typeof data10 == "string") {
              if (data10.length > 350) {
                let err22 = { instancePath: instancePath + "/DestinationConfig/OnSuccess/Destination", keyword: "maxLength", message: "must NOT have more than 350 characters" };
                vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
              }
              if (!pattern0.test(data10)) {
                let err23 = { instancePath: instancePath + "/DestinationConfig/OnSuccess/Destination", keyword: "pattern", message: 'must match pattern "^(?:$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*))$"' };
                vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
              }
            }
          }
        }
        if (data8.OnFailure !== void 0) {
          let data11 = data8.OnFailure;
          if (!(data11 && typeof data11 == "object" && !Array.isArray(data11)) && data11 !== null) {
            let err24 = { instancePath: instancePath + "/DestinationConfig/OnFailure", keyword: "type", message: "must be object,null" };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
          if (data11 && typeof data11 == "object" && !Array.isArray(data11) && (data11.__proto__ !== plain && (data11 = ownView(data11)), data11.Destination !== void 0)) {
            let data12 = data11.Destination;
            if (typeof data12 != "string" && data12 !== null) {
              let err25 = { instancePath: instancePath + "/DestinationConfig/OnFailure/Destination", keyword: "type", message: "must be string,null" };
              vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
            }
            if (typeof data12 == "string") {
              if (data12.length > 350) {
                let err26 = { instancePath: instancePath + "/DestinationConfig/OnFailure/Destination", keyword: "maxLength", message: "must NOT have more than 350 characters" };
                vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
              }
              if (!pattern0.test(data12)) {
                let err27 = { instancePath: instancePath + "/DestinationConfig/OnFailure/Destination", keyword: "pattern", message: 'must match pattern "^(?:$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*))$"' };
                vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
              }
            }
          }
        }
      }
    }
  } else {
    let err28 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function eventInvokeConfigRequestErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : withClosestAlternatives(stdin_default.errors)
}
