// @ts-nocheck
// Generated from definitions/ (schemas/dead-letter-attributes/1.0.json) by `pnpm schemas:emit`. Do not edit.
import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^[0-9]{1,9}$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.RequestID === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'RequestID'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.ErrorMessage === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'ErrorMessage'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.RequestID !== void 0) {
      let data0 = data.RequestID, _errs2 = errors, valid1 = !1, _errs3 = errors;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.StringValue === void 0) {
          let err2 = { instancePath: instancePath + "/RequestID", branch: "0.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
        if (data0.DataType === void 0) {
          let err3 = { instancePath: instancePath + "/RequestID", branch: "0.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
        if (data0.StringValue !== void 0) {
          let data1 = data0.StringValue;
          if (typeof data1 == "string") {
            if (data1.length < 1) {
              let err4 = { instancePath: instancePath + "/RequestID/StringValue", branch: "0.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
            }
          } else {
            let err5 = { instancePath: instancePath + "/RequestID/StringValue", branch: "0.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
          }
        }
        if (data0.DataType !== void 0) {
          let data2 = data0.DataType;
          if (typeof data2 != "string") {
            let err6 = { instancePath: instancePath + "/RequestID/DataType", branch: "0.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
          }
          if (data2 !== "String") {
            let err7 = { instancePath: instancePath + "/RequestID/DataType", branch: "0.0", keyword: "const", message: "must be 'String'" };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        }
      } else {
        let err8 = { instancePath: instancePath + "/RequestID", branch: "0.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
      var _valid0 = _errs3 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs9 = errors;
        if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
          if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.stringValue === void 0) {
            let err9 = { instancePath: instancePath + "/RequestID", branch: "0.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
          if (data0.dataType === void 0) {
            let err10 = { instancePath: instancePath + "/RequestID", branch: "0.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
          if (data0.stringValue !== void 0) {
            let data3 = data0.stringValue;
            if (typeof data3 == "string") {
              if (data3.length < 1) {
                let err11 = { instancePath: instancePath + "/RequestID/stringValue", branch: "0.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
              }
            } else {
              let err12 = { instancePath: instancePath + "/RequestID/stringValue", branch: "0.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
          }
          if (data0.dataType !== void 0) {
            let data4 = data0.dataType;
            if (typeof data4 != "string") {
              let err13 = { instancePath: instancePath + "/RequestID/dataType", branch: "0.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
            if (data4 !== "String") {
              let err14 = { instancePath: instancePath + "/RequestID/dataType", branch: "0.1", keyword: "const", message: "must be 'String'" };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
          }
        } else {
          let err15 = { instancePath: instancePath + "/RequestID", branch: "0.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
        }
        var _valid0 = _errs9 === errors;
        if (valid1 = valid1 || _valid0, !valid1) {
          let _errs15 = errors;
          if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
            if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.Value === void 0) {
              let err16 = { instancePath: instancePath + "/RequestID", branch: "0.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
            }
            if (data0.Type === void 0) {
              let err17 = { instancePath: instancePath + "/RequestID", branch: "0.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
            }
            if (data0.Value !== void 0) {
              let data5 = data0.Value;
              if (typeof data5 == "string") {
                if (data5.length < 1) {
                  let err18 = { instancePath: instancePath + "/RequestID/Value", branch: "0.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
                }
              } else {
                let err19 = { instancePath: instancePath + "/RequestID/Value", branch: "0.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
              }
            }
            if (data0.Type !== void 0) {
              let data6 = data0.Type;
              if (typeof data6 != "string") {
                let err20 = { instancePath: instancePath + "/RequestID/Type", branch: "0.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
              if (data6 !== "String") {
                let err21 = { instancePath: instancePath + "/RequestID/Type", branch: "0.2", keyword: "const", message: "must be 'String'" };
                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
              }
            }
          } else {
            let err22 = { instancePath: instancePath + "/RequestID", branch: "0.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
          var _valid0 = _errs15 === errors;
          valid1 = valid1 || _valid0;
        }
      }
      if (valid1)
        errors = _errs2, vErrors !== null && (_errs2 ? vErrors.length = _errs2 : vErrors = null);
      else {
        let err23 = { instancePath: instancePath + "/RequestID", branch: "0", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
    if (data.ErrorCode !== void 0) {
      let data7 = data.ErrorCode, _errs22 = errors, valid5 = !1, _errs23 = errors;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.StringValue === void 0) {
          let err24 = { instancePath: instancePath + "/ErrorCode", branch: "1.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
        if (data7.DataType === void 0) {
          let err25 = { instancePath: instancePath + "/ErrorCode", branch: "1.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        if (data7.StringValue !== void 0) {
          let data8 = data7.StringValue;
          if (typeof data8 == "string") {
            if (!pattern0.test(data8)) {
              let err26 = { instancePath: instancePath + "/ErrorCode/StringValue", branch: "1.0", keyword: "pattern", message: 'must match pattern "^[0-9]{1,9}$"' };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
          } else {
            let err27 = { instancePath: instancePath + "/ErrorCode/StringValue", branch: "1.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
        if (data7.DataType !== void 0) {
          let data9 = data7.DataType;
          if (typeof data9 != "string") {
            let err28 = { instancePath: instancePath + "/ErrorCode/DataType", branch: "1.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
          }
          if (data9 !== "Number") {
            let err29 = { instancePath: instancePath + "/ErrorCode/DataType", branch: "1.0", keyword: "const", message: "must be 'Number'" };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
        }
      } else {
        let err30 = { instancePath: instancePath + "/ErrorCode", branch: "1.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
      var _valid1 = _errs23 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs29 = errors;
        if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
          if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.stringValue === void 0) {
            let err31 = { instancePath: instancePath + "/ErrorCode", branch: "1.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
          if (data7.dataType === void 0) {
            let err32 = { instancePath: instancePath + "/ErrorCode", branch: "1.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
          }
          if (data7.stringValue !== void 0) {
            let data10 = data7.stringValue;
            if (typeof data10 == "string") {
              if (!pattern0.test(data10)) {
                let err33 = { instancePath: instancePath + "/ErrorCode/stringValue", branch: "1.1", keyword: "pattern", message: 'must match pattern "^[0-9]{1,9}$"' };
                vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
              }
            } else {
              let err34 = { instancePath: instancePath + "/ErrorCode/stringValue", branch: "1.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
            }
          }
          if (data7.dataType !== void 0) {
            let data11 = data7.dataType;
            if (typeof data11 != "string") {
              let err35 = { instancePath: instancePath + "/ErrorCode/dataType", branch: "1.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
            }
            if (data11 !== "Number") {
              let err36 = { instancePath: instancePath + "/ErrorCode/dataType", branch: "1.1", keyword: "const", message: "must be 'Number'" };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
          }
        } else {
          let err37 = { instancePath: instancePath + "/ErrorCode", branch: "1.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
        }
        var _valid1 = _errs29 === errors;
        if (valid5 = valid5 || _valid1, !valid5) {
          let _errs35 = errors;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.Value === void 0) {
              let err38 = { instancePath: instancePath + "/ErrorCode", branch: "1.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
            if (data7.Type === void 0) {
              let err39 = { instancePath: instancePath + "/ErrorCode", branch: "1.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
            }
            if (data7.Value !== void 0) {
              let data12 = data7.Value;
              if (typeof data12 == "string") {
                if (!pattern0.test(data12)) {
                  let err40 = { instancePath: instancePath + "/ErrorCode/Value", branch: "1.2", keyword: "pattern", message: 'must match pattern "^[0-9]{1,9}$"' };
                  vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                }
              } else {
                let err41 = { instancePath: instancePath + "/ErrorCode/Value", branch: "1.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
              }
            }
            if (data7.Type !== void 0) {
              let data13 = data7.Type;
              if (typeof data13 != "string") {
                let err42 = { instancePath: instancePath + "/ErrorCode/Type", branch: "1.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
              }
              if (data13 !== "Number") {
                let err43 = { instancePath: instancePath + "/ErrorCode/Type", branch: "1.2", keyword: "const", message: "must be 'Number'" };
                vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
              }
            }
          } else {
            let err44 = { instancePath: instancePath + "/ErrorCode", branch: "1.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
          }
          var _valid1 = _errs35 === errors;
          valid5 = valid5 || _valid1;
        }
      }
      if (valid5)
        errors = _errs22, vErrors !== null && (_errs22 ? vErrors.length = _errs22 : vErrors = null);
      else {
        let err45 = { instancePath: instancePath + "/ErrorCode", branch: "1", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
      }
    }
    if (data.ErrorMessage !== void 0) {
      let data14 = data.ErrorMessage, _errs42 = errors, valid9 = !1, _errs43 = errors;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.StringValue === void 0) {
          let err46 = { instancePath: instancePath + "/ErrorMessage", branch: "2.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
        }
        if (data14.DataType === void 0) {
          let err47 = { instancePath: instancePath + "/ErrorMessage", branch: "2.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
        }
        if (data14.StringValue !== void 0) {
          let data15 = data14.StringValue;
          if (typeof data15 == "string") {
            if (data15.length < 1) {
              let err48 = { instancePath: instancePath + "/ErrorMessage/StringValue", branch: "2.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
            }
          } else {
            let err49 = { instancePath: instancePath + "/ErrorMessage/StringValue", branch: "2.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        }
        if (data14.DataType !== void 0) {
          let data16 = data14.DataType;
          if (typeof data16 != "string") {
            let err50 = { instancePath: instancePath + "/ErrorMessage/DataType", branch: "2.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
          }
          if (data16 !== "String") {
            let err51 = { instancePath: instancePath + "/ErrorMessage/DataType", branch: "2.0", keyword: "const", message: "must be 'String'" };
            vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
          }
        }
      } else {
        let err52 = { instancePath: instancePath + "/ErrorMessage", branch: "2.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
      }
      var _valid2 = _errs43 === errors;
      if (valid9 = valid9 || _valid2, !valid9) {
        let _errs49 = errors;
        if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
          if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.stringValue === void 0) {
            let err53 = { instancePath: instancePath + "/ErrorMessage", branch: "2.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
          }
          if (data14.dataType === void 0) {
            let err54 = { instancePath: instancePath + "/ErrorMessage", branch: "2.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
          }
          if (data14.stringValue !== void 0) {
            let data17 = data14.stringValue;
            if (typeof data17 == "string") {
              if (data17.length < 1) {
                let err55 = { instancePath: instancePath + "/ErrorMessage/stringValue", branch: "2.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
              }
            } else {
              let err56 = { instancePath: instancePath + "/ErrorMessage/stringValue", branch: "2.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
            }
          }
          if (data14.dataType !== void 0) {
            let data18 = data14.dataType;
            if (typeof data18 != "string") {
              let err57 = { instancePath: instancePath + "/ErrorMessage/dataType", branch: "2.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
            }
            if (data18 !== "String") {
              let err58 = { instancePath: instancePath + "/ErrorMessage/dataType", branch: "2.1", keyword: "const", message: "must be 'String'" };
              vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
            }
          }
        } else {
          let err59 = { instancePath: instancePath + "/ErrorMessage", branch: "2.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
        }
        var _valid2 = _errs49 === errors;
        if (valid9 = valid9 || _valid2, !valid9) {
          let _errs55 = errors;
          if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
            if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.Value === void 0) {
              let err60 = { instancePath: instancePath + "/ErrorMessage", branch: "2.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
            }
            if (data14.Type === void 0) {
              let err61 = { instancePath: instancePath + "/ErrorMessage", branch: "2.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
            }
            if (data14.Value !== void 0) {
              let data19 = data14.Value;
              if (typeof data19 == "string") {
                if (data19.length < 1) {
                  let err62 = { instancePath: instancePath + "/ErrorMessage/Value", branch: "2.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
                }
              } else {
                let err63 = { instancePath: instancePath + "/ErrorMessage/Value", branch: "2.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
              }
            }
            if (data14.Type !== void 0) {
              let data20 = data14.Type;
              if (typeof data20 != "string") {
                let err64 = { instancePath: instancePath + "/ErrorMessage/Type", branch: "2.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
              }
              if (data20 !== "String") {
                let err65 = { instancePath: instancePath + "/ErrorMessage/Type", branch: "2.2", keyword: "const", message: "must be 'String'" };
                vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
              }
            }
          } else {
            let err66 = { instancePath: instancePath + "/ErrorMessage", branch: "2.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
          }
          var _valid2 = _errs55 === errors;
          valid9 = valid9 || _valid2;
        }
      }
      if (valid9)
        errors = _errs42, vErrors !== null && (_errs42 ? vErrors.length = _errs42 : vErrors = null);
      else {
        let err67 = { instancePath: instancePath + "/ErrorMessage", branch: "2", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
      }
    }
  } else {
    let err68 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function deadLetterAttributesErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : withClosestAlternatives(stdin_default.errors)
}
