// @ts-nocheck
// Generated from definitions/ (schemas/rule-dead-letter-attributes/1.0.json) by `pnpm schemas:emit`. Do not edit.
import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.RULE_ARN === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'RULE_ARN'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.RULE_ARN !== void 0) {
      let data0 = data.RULE_ARN, _errs2 = errors, valid1 = !1, _errs3 = errors;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.StringValue === void 0) {
          let err1 = { instancePath: instancePath + "/RULE_ARN", branch: "0.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
        if (data0.DataType === void 0) {
          let err2 = { instancePath: instancePath + "/RULE_ARN", branch: "0.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
        if (data0.StringValue !== void 0) {
          let data1 = data0.StringValue;
          if (typeof data1 == "string") {
            if (data1.length < 1) {
              let err3 = { instancePath: instancePath + "/RULE_ARN/StringValue", branch: "0.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
            }
          } else {
            let err4 = { instancePath: instancePath + "/RULE_ARN/StringValue", branch: "0.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
        if (data0.DataType !== void 0 && typeof data0.DataType != "string") {
          let err5 = { instancePath: instancePath + "/RULE_ARN/DataType", branch: "0.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      } else {
        let err6 = { instancePath: instancePath + "/RULE_ARN", branch: "0.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      var _valid0 = _errs3 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs9 = errors;
        if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
          if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.stringValue === void 0) {
            let err7 = { instancePath: instancePath + "/RULE_ARN", branch: "0.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
          if (data0.dataType === void 0) {
            let err8 = { instancePath: instancePath + "/RULE_ARN", branch: "0.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
          if (data0.stringValue !== void 0) {
            let data3 = data0.stringValue;
            if (typeof data3 == "string") {
              if (data3.length < 1) {
                let err9 = { instancePath: instancePath + "/RULE_ARN/stringValue", branch: "0.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
              }
            } else {
              let err10 = { instancePath: instancePath + "/RULE_ARN/stringValue", branch: "0.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
            }
          }
          if (data0.dataType !== void 0 && typeof data0.dataType != "string") {
            let err11 = { instancePath: instancePath + "/RULE_ARN/dataType", branch: "0.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        } else {
          let err12 = { instancePath: instancePath + "/RULE_ARN", branch: "0.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
        }
        var _valid0 = _errs9 === errors;
        if (valid1 = valid1 || _valid0, !valid1) {
          let _errs15 = errors;
          if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
            if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.Value === void 0) {
              let err13 = { instancePath: instancePath + "/RULE_ARN", branch: "0.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
            if (data0.Type === void 0) {
              let err14 = { instancePath: instancePath + "/RULE_ARN", branch: "0.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            if (data0.Value !== void 0) {
              let data5 = data0.Value;
              if (typeof data5 == "string") {
                if (data5.length < 1) {
                  let err15 = { instancePath: instancePath + "/RULE_ARN/Value", branch: "0.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/RULE_ARN/Value", branch: "0.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
            if (data0.Type !== void 0 && typeof data0.Type != "string") {
              let err17 = { instancePath: instancePath + "/RULE_ARN/Type", branch: "0.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
            }
          } else {
            let err18 = { instancePath: instancePath + "/RULE_ARN", branch: "0.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
          var _valid0 = _errs15 === errors;
          valid1 = valid1 || _valid0;
        }
      }
      if (valid1)
        errors = _errs2, vErrors !== null && (_errs2 ? vErrors.length = _errs2 : vErrors = null);
      else {
        let err19 = { instancePath: instancePath + "/RULE_ARN", branch: "0", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.TARGET_ARN !== void 0) {
      let data7 = data.TARGET_ARN, _errs22 = errors, valid5 = !1, _errs23 = errors;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.StringValue === void 0) {
          let err20 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        if (data7.DataType === void 0) {
          let err21 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
        if (data7.StringValue !== void 0) {
          let data8 = data7.StringValue;
          if (typeof data8 == "string") {
            if (data8.length < 1) {
              let err22 = { instancePath: instancePath + "/TARGET_ARN/StringValue", branch: "1.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
            }
          } else {
            let err23 = { instancePath: instancePath + "/TARGET_ARN/StringValue", branch: "1.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
        if (data7.DataType !== void 0 && typeof data7.DataType != "string") {
          let err24 = { instancePath: instancePath + "/TARGET_ARN/DataType", branch: "1.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
      } else {
        let err25 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
      var _valid1 = _errs23 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs29 = errors;
        if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
          if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.stringValue === void 0) {
            let err26 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
          if (data7.dataType === void 0) {
            let err27 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
          if (data7.stringValue !== void 0) {
            let data10 = data7.stringValue;
            if (typeof data10 == "string") {
              if (data10.length < 1) {
                let err28 = { instancePath: instancePath + "/TARGET_ARN/stringValue", branch: "1.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
              }
            } else {
              let err29 = { instancePath: instancePath + "/TARGET_ARN/stringValue", branch: "1.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
            }
          }
          if (data7.dataType !== void 0 && typeof data7.dataType != "string") {
            let err30 = { instancePath: instancePath + "/TARGET_ARN/dataType", branch: "1.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
          }
        } else {
          let err31 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
        }
        var _valid1 = _errs29 === errors;
        if (valid5 = valid5 || _valid1, !valid5) {
          let _errs35 = errors;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.Value === void 0) {
              let err32 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
            if (data7.Type === void 0) {
              let err33 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
            }
            if (data7.Value !== void 0) {
              let data12 = data7.Value;
              if (typeof data12 == "string") {
                if (data12.length < 1) {
                  let err34 = { instancePath: instancePath + "/TARGET_ARN/Value", branch: "1.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                }
              } else {
                let err35 = { instancePath: instancePath + "/TARGET_ARN/Value", branch: "1.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
              }
            }
            if (data7.Type !== void 0 && typeof data7.Type != "string") {
              let err36 = { instancePath: instancePath + "/TARGET_ARN/Type", branch: "1.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
          } else {
            let err37 = { instancePath: instancePath + "/TARGET_ARN", branch: "1.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
          var _valid1 = _errs35 === errors;
          valid5 = valid5 || _valid1;
        }
      }
      if (valid5)
        errors = _errs22, vErrors !== null && (_errs22 ? vErrors.length = _errs22 : vErrors = null);
      else {
        let err38 = { instancePath: instancePath + "/TARGET_ARN", branch: "1", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
      }
    }
    if (data.ERROR_CODE !== void 0) {
      let data14 = data.ERROR_CODE, _errs42 = errors, valid9 = !1, _errs43 = errors;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.StringValue === void 0) {
          let err39 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
        if (data14.DataType === void 0) {
          let err40 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        if (data14.StringValue !== void 0) {
          let data15 = data14.StringValue;
          if (typeof data15 == "string") {
            if (data15.length < 1) {
              let err41 = { instancePath: instancePath + "/ERROR_CODE/StringValue", branch: "2.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
            }
          } else {
            let err42 = { instancePath: instancePath + "/ERROR_CODE/StringValue", branch: "2.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
        }
        if (data14.DataType !== void 0 && typeof data14.DataType != "string") {
          let err43 = { instancePath: instancePath + "/ERROR_CODE/DataType", branch: "2.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
      } else {
        let err44 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
      }
      var _valid2 = _errs43 === errors;
      if (valid9 = valid9 || _valid2, !valid9) {
        let _errs49 = errors;
        if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
          if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.stringValue === void 0) {
            let err45 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
          if (data14.dataType === void 0) {
            let err46 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
          }
          if (data14.stringValue !== void 0) {
            let data17 = data14.stringValue;
            if (typeof data17 == "string") {
              if (data17.length < 1) {
                let err47 = { instancePath: instancePath + "/ERROR_CODE/stringValue", branch: "2.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
              }
            } else {
              let err48 = { instancePath: instancePath + "/ERROR_CODE/stringValue", branch: "2.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
            }
          }
          if (data14.dataType !== void 0 && typeof data14.dataType != "string") {
            let err49 = { instancePath: instancePath + "/ERROR_CODE/dataType", branch: "2.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        } else {
          let err50 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
        }
        var _valid2 = _errs49 === errors;
        if (valid9 = valid9 || _valid2, !valid9) {
          let _errs55 = errors;
          if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
            if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.Value === void 0) {
              let err51 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            if (data14.Type === void 0) {
              let err52 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
            }
            if (data14.Value !== void 0) {
              let data19 = data14.Value;
              if (typeof data19 == "string") {
                if (data19.length < 1) {
                  let err53 = { instancePath: instancePath + "/ERROR_CODE/Value", branch: "2.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                }
              } else {
                let err54 = { instancePath: instancePath + "/ERROR_CODE/Value", branch: "2.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
              }
            }
            if (data14.Type !== void 0 && typeof data14.Type != "string") {
              let err55 = { instancePath: instancePath + "/ERROR_CODE/Type", branch: "2.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
            }
          } else {
            let err56 = { instancePath: instancePath + "/ERROR_CODE", branch: "2.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
          }
          var _valid2 = _errs55 === errors;
          valid9 = valid9 || _valid2;
        }
      }
      if (valid9)
        errors = _errs42, vErrors !== null && (_errs42 ? vErrors.length = _errs42 : vErrors = null);
      else {
        let err57 = { instancePath: instancePath + "/ERROR_CODE", branch: "2", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
      }
    }
    if (data.ERROR_MESSAGE !== void 0) {
      let data21 = data.ERROR_MESSAGE, _errs62 = errors, valid13 = !1, _errs63 = errors;
      if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
        if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.StringValue === void 0) {
          let err58 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
        }
        if (data21.DataType === void 0) {
          let err59 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
        }
        if (data21.StringValue !== void 0) {
          let data22 = data21.StringValue;
          if (typeof data22 == "string") {
            if (data22.length < 1) {
              let err60 = { instancePath: instancePath + "/ERROR_MESSAGE/StringValue", branch: "3.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
            }
          } else {
            let err61 = { instancePath: instancePath + "/ERROR_MESSAGE/StringValue", branch: "3.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
          }
        }
        if (data21.DataType !== void 0 && typeof data21.DataType != "string") {
          let err62 = { instancePath: instancePath + "/ERROR_MESSAGE/DataType", branch: "3.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
        }
      } else {
        let err63 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
      }
      var _valid3 = _errs63 === errors;
      if (valid13 = valid13 || _valid3, !valid13) {
        let _errs69 = errors;
        if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
          if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.stringValue === void 0) {
            let err64 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
          }
          if (data21.dataType === void 0) {
            let err65 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
          }
          if (data21.stringValue !== void 0) {
            let data24 = data21.stringValue;
            if (typeof data24 == "string") {
              if (data24.length < 1) {
                let err66 = { instancePath: instancePath + "/ERROR_MESSAGE/stringValue", branch: "3.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
              }
            } else {
              let err67 = { instancePath: instancePath + "/ERROR_MESSAGE/stringValue", branch: "3.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
            }
          }
          if (data21.dataType !== void 0 && typeof data21.dataType != "string") {
            let err68 = { instancePath: instancePath + "/ERROR_MESSAGE/dataType", branch: "3.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
          }
        } else {
          let err69 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
        }
        var _valid3 = _errs69 === errors;
        if (valid13 = valid13 || _valid3, !valid13) {
          let _errs75 = errors;
          if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
            if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.Value === void 0) {
              let err70 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
            }
            if (data21.Type === void 0) {
              let err71 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
            }
            if (data21.Value !== void 0) {
              let data26 = data21.Value;
              if (typeof data26 == "string") {
                if (data26.length < 1) {
                  let err72 = { instancePath: instancePath + "/ERROR_MESSAGE/Value", branch: "3.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
                }
              } else {
                let err73 = { instancePath: instancePath + "/ERROR_MESSAGE/Value", branch: "3.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
              }
            }
            if (data21.Type !== void 0 && typeof data21.Type != "string") {
              let err74 = { instancePath: instancePath + "/ERROR_MESSAGE/Type", branch: "3.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
            }
          } else {
            let err75 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
          }
          var _valid3 = _errs75 === errors;
          valid13 = valid13 || _valid3;
        }
      }
      if (valid13)
        errors = _errs62, vErrors !== null && (_errs62 ? vErrors.length = _errs62 : vErrors = null);
      else {
        let err76 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "3", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
      }
    }
    if (data.RETRY_ATTEMPTS !== void 0) {
      let data28 = data.RETRY_ATTEMPTS, _errs82 = errors, valid17 = !1, _errs83 = errors;
      if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
        if (data28.__proto__ !== plain && (data28 = ownView(data28)), data28.StringValue === void 0) {
          let err77 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
        }
        if (data28.DataType === void 0) {
          let err78 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
        }
        if (data28.StringValue !== void 0) {
          let data29 = data28.StringValue;
          if (typeof data29 == "string") {
            if (data29.length < 1) {
              let err79 = { instancePath: instancePath + "/RETRY_ATTEMPTS/StringValue", branch: "4.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
            }
          } else {
            let err80 = { instancePath: instancePath + "/RETRY_ATTEMPTS/StringValue", branch: "4.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
          }
        }
        if (data28.DataType !== void 0 && typeof data28.DataType != "string") {
          let err81 = { instancePath: instancePath + "/RETRY_ATTEMPTS/DataType", branch: "4.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
        }
      } else {
        let err82 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
      }
      var _valid4 = _errs83 === errors;
      if (valid17 = valid17 || _valid4, !valid17) {
        let _errs89 = errors;
        if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
          if (data28.__proto__ !== plain && (data28 = ownView(data28)), data28.stringValue === void 0) {
            let err83 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
          }
          if (data28.dataType === void 0) {
            let err84 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
          }
          if (data28.stringValue !== void 0) {
            let data31 = data28.stringValue;
            if (typeof data31 == "string") {
              if (data31.length < 1) {
                let err85 = { instancePath: instancePath + "/RETRY_ATTEMPTS/stringValue", branch: "4.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
              }
            } else {
              let err86 = { instancePath: instancePath + "/RETRY_ATTEMPTS/stringValue", branch: "4.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
            }
          }
          if (data28.dataType !== void 0 && typeof data28.dataType != "string") {
            let err87 = { instancePath: instancePath + "/RETRY_ATTEMPTS/dataType", branch: "4.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
          }
        } else {
          let err88 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
        }
        var _valid4 = _errs89 === errors;
        if (valid17 = valid17 || _valid4, !valid17) {
          let _errs95 = errors;
          if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
            if (data28.__proto__ !== plain && (data28 = ownView(data28)), data28.Value === void 0) {
              let err89 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
            }
            if (data28.Type === void 0) {
              let err90 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
            }
            if (data28.Value !== void 0) {
              let data33 = data28.Value;
              if (typeof data33 == "string") {
                if (data33.length < 1) {
                  let err91 = { instancePath: instancePath + "/RETRY_ATTEMPTS/Value", branch: "4.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
                }
              } else {
                let err92 = { instancePath: instancePath + "/RETRY_ATTEMPTS/Value", branch: "4.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
              }
            }
            if (data28.Type !== void 0 && typeof data28.Type != "string") {
              let err93 = { instancePath: instancePath + "/RETRY_ATTEMPTS/Type", branch: "4.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
            }
          } else {
            let err94 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
          }
          var _valid4 = _errs95 === errors;
          valid17 = valid17 || _valid4;
        }
      }
      if (valid17)
        errors = _errs82, vErrors !== null && (_errs82 ? vErrors.length = _errs82 : vErrors = null);
      else {
        let err95 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "4", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
      }
    }
    if (data.EXHAUSTED_RETRY_CONDITION !== void 0) {
      let data35 = data.EXHAUSTED_RETRY_CONDITION, _errs102 = errors, valid21 = !1, _errs103 = errors;
      if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
        if (data35.__proto__ !== plain && (data35 = ownView(data35)), data35.StringValue === void 0) {
          let err96 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
        }
        if (data35.DataType === void 0) {
          let err97 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
        }
        if (data35.StringValue !== void 0) {
          let data36 = data35.StringValue;
          if (typeof data36 == "string") {
            if (data36.length < 1) {
              let err98 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/StringValue", branch: "5.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
            }
          } else {
            let err99 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/StringValue", branch: "5.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
          }
        }
        if (data35.DataType !== void 0 && typeof data35.DataType != "string") {
          let err100 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/DataType", branch: "5.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
        }
      } else {
        let err101 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
      }
      var _valid5 = _errs103 === errors;
      if (valid21 = valid21 || _valid5, !valid21) {
        let _errs109 = errors;
        if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
          if (data35.__proto__ !== plain && (data35 = ownView(data35)), data35.stringValue === void 0) {
            let err102 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
          }
          if (data35.dataType === void 0) {
            let err103 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
          }
          if (data35.stringValue !== void 0) {
            let data38 = data35.stringValue;
            if (typeof data38 == "string") {
              if (data38.length < 1) {
                let err104 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/stringValue", branch: "5.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
              }
            } else {
              let err105 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/stringValue", branch: "5.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
            }
          }
          if (data35.dataType !== void 0 && typeof data35.dataType != "string") {
            let err106 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/dataType", branch: "5.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err106] : vErrors.push(err106), errors++;
          }
        } else {
          let err107 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err107] : vErrors.push(err107), errors++;
        }
        var _valid5 = _errs109 === errors;
        if (valid21 = valid21 || _valid5, !valid21) {
          let _errs115 = errors;
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            if (data35.__proto__ !== plain && (data35 = ownView(data35)), data35.Value === void 0) {
              let err108 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err108] : vErrors.push(err108), errors++;
            }
            if (data35.Type === void 0) {
              let err109 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err109] : vErrors.push(err109), errors++;
            }
            if (data35.Value !== void 0) {
              let data40 = data35.Value;
              if (typeof data40 == "string") {
                if (data40.length < 1) {
                  let err110 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/Value", branch: "5.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err110] : vErrors.push(err110), errors++;
                }
              } else {
                let err111 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/Value", branch: "5.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err111] : vErrors.push(err111), errors++;
              }
            }
            if (data35.Type !== void 0 && typeof data35.Type != "string") {
              let err112 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/Type", branch: "5.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err112] : vErrors.push(err112), errors++;
            }
          } else {
            let err113 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err113] : vErrors.push(err113), errors++;
          }
          var _valid5 = _errs115 === errors;
          valid21 = valid21 || _valid5;
        }
      }
      if (valid21)
        errors = _errs102, vErrors !== null && (_errs102 ? vErrors.length = _errs102 : vErrors = null);
      else {
        let err114 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "5", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err114] : vErrors.push(err114), errors++;
      }
    }
  } else {
    let err115 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err115] : vErrors.push(err115), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function ruleDeadLetterAttributesErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : withClosestAlternatives(stdin_default.errors)
}
