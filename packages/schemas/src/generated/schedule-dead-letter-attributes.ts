// @ts-nocheck
// Generated from definitions/ (schemas/schedule-dead-letter-attributes/1.0.json) by `pnpm schemas:emit`. Do not edit.
import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.SCHEDULE_ARN === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'SCHEDULE_ARN'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.SCHEDULE_ARN !== void 0) {
      let data0 = data.SCHEDULE_ARN, _errs2 = errors, valid1 = !1, _errs3 = errors;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.StringValue === void 0) {
          let err1 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
        if (data0.DataType === void 0) {
          let err2 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
        if (data0.StringValue !== void 0) {
          let data1 = data0.StringValue;
          if (typeof data1 == "string") {
            if (data1.length < 1) {
              let err3 = { instancePath: instancePath + "/SCHEDULE_ARN/StringValue", branch: "0.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
            }
          } else {
            let err4 = { instancePath: instancePath + "/SCHEDULE_ARN/StringValue", branch: "0.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
        if (data0.DataType !== void 0 && typeof data0.DataType != "string") {
          let err5 = { instancePath: instancePath + "/SCHEDULE_ARN/DataType", branch: "0.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      } else {
        let err6 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
      var _valid0 = _errs3 === errors;
      if (valid1 = valid1 || _valid0, !valid1) {
        let _errs9 = errors;
        if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
          if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.stringValue === void 0) {
            let err7 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
          if (data0.dataType === void 0) {
            let err8 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
          if (data0.stringValue !== void 0) {
            let data3 = data0.stringValue;
            if (typeof data3 == "string") {
              if (data3.length < 1) {
                let err9 = { instancePath: instancePath + "/SCHEDULE_ARN/stringValue", branch: "0.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
              }
            } else {
              let err10 = { instancePath: instancePath + "/SCHEDULE_ARN/stringValue", branch: "0.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
            }
          }
          if (data0.dataType !== void 0 && typeof data0.dataType != "string") {
            let err11 = { instancePath: instancePath + "/SCHEDULE_ARN/dataType", branch: "0.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        } else {
          let err12 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
        }
        var _valid0 = _errs9 === errors;
        if (valid1 = valid1 || _valid0, !valid1) {
          let _errs15 = errors;
          if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
            if (data0.__proto__ !== plain && (data0 = ownView(data0)), data0.Value === void 0) {
              let err13 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
            if (data0.Type === void 0) {
              let err14 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
            if (data0.Value !== void 0) {
              let data5 = data0.Value;
              if (typeof data5 == "string") {
                if (data5.length < 1) {
                  let err15 = { instancePath: instancePath + "/SCHEDULE_ARN/Value", branch: "0.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/SCHEDULE_ARN/Value", branch: "0.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
            if (data0.Type !== void 0 && typeof data0.Type != "string") {
              let err17 = { instancePath: instancePath + "/SCHEDULE_ARN/Type", branch: "0.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
            }
          } else {
            let err18 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
          var _valid0 = _errs15 === errors;
          valid1 = valid1 || _valid0;
        }
      }
      if (valid1)
        errors = _errs2, vErrors !== null && (_errs2 ? vErrors.length = _errs2 : vErrors = null);
      else {
        let err19 = { instancePath: instancePath + "/SCHEDULE_ARN", branch: "0", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
      }
    }
    if (data.SCHEDULED_TIME !== void 0) {
      let data7 = data.SCHEDULED_TIME, _errs22 = errors, valid5 = !1, _errs23 = errors;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.StringValue === void 0) {
          let err20 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
        if (data7.DataType === void 0) {
          let err21 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
        if (data7.StringValue !== void 0) {
          let data8 = data7.StringValue;
          if (typeof data8 == "string") {
            if (data8.length < 1) {
              let err22 = { instancePath: instancePath + "/SCHEDULED_TIME/StringValue", branch: "1.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
            }
          } else {
            let err23 = { instancePath: instancePath + "/SCHEDULED_TIME/StringValue", branch: "1.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
        if (data7.DataType !== void 0 && typeof data7.DataType != "string") {
          let err24 = { instancePath: instancePath + "/SCHEDULED_TIME/DataType", branch: "1.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
      } else {
        let err25 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
      }
      var _valid1 = _errs23 === errors;
      if (valid5 = valid5 || _valid1, !valid5) {
        let _errs29 = errors;
        if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
          if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.stringValue === void 0) {
            let err26 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
          if (data7.dataType === void 0) {
            let err27 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
          if (data7.stringValue !== void 0) {
            let data10 = data7.stringValue;
            if (typeof data10 == "string") {
              if (data10.length < 1) {
                let err28 = { instancePath: instancePath + "/SCHEDULED_TIME/stringValue", branch: "1.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
              }
            } else {
              let err29 = { instancePath: instancePath + "/SCHEDULED_TIME/stringValue", branch: "1.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
            }
          }
          if (data7.dataType !== void 0 && typeof data7.dataType != "string") {
            let err30 = { instancePath: instancePath + "/SCHEDULED_TIME/dataType", branch: "1.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
          }
        } else {
          let err31 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
        }
        var _valid1 = _errs29 === errors;
        if (valid5 = valid5 || _valid1, !valid5) {
          let _errs35 = errors;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.Value === void 0) {
              let err32 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
            }
            if (data7.Type === void 0) {
              let err33 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
            }
            if (data7.Value !== void 0) {
              let data12 = data7.Value;
              if (typeof data12 == "string") {
                if (data12.length < 1) {
                  let err34 = { instancePath: instancePath + "/SCHEDULED_TIME/Value", branch: "1.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                }
              } else {
                let err35 = { instancePath: instancePath + "/SCHEDULED_TIME/Value", branch: "1.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
              }
            }
            if (data7.Type !== void 0 && typeof data7.Type != "string") {
              let err36 = { instancePath: instancePath + "/SCHEDULED_TIME/Type", branch: "1.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
          } else {
            let err37 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
          var _valid1 = _errs35 === errors;
          valid5 = valid5 || _valid1;
        }
      }
      if (valid5)
        errors = _errs22, vErrors !== null && (_errs22 ? vErrors.length = _errs22 : vErrors = null);
      else {
        let err38 = { instancePath: instancePath + "/SCHEDULED_TIME", branch: "1", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
      }
    }
    if (data.EXECUTION_ID !== void 0) {
      let data14 = data.EXECUTION_ID, _errs42 = errors, valid9 = !1, _errs43 = errors;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.StringValue === void 0) {
          let err39 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
        if (data14.DataType === void 0) {
          let err40 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
        }
        if (data14.StringValue !== void 0) {
          let data15 = data14.StringValue;
          if (typeof data15 == "string") {
            if (data15.length < 1) {
              let err41 = { instancePath: instancePath + "/EXECUTION_ID/StringValue", branch: "2.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
            }
          } else {
            let err42 = { instancePath: instancePath + "/EXECUTION_ID/StringValue", branch: "2.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
        }
        if (data14.DataType !== void 0 && typeof data14.DataType != "string") {
          let err43 = { instancePath: instancePath + "/EXECUTION_ID/DataType", branch: "2.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
      } else {
        let err44 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
      }
      var _valid2 = _errs43 === errors;
      if (valid9 = valid9 || _valid2, !valid9) {
        let _errs49 = errors;
        if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
          if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.stringValue === void 0) {
            let err45 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
          if (data14.dataType === void 0) {
            let err46 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
          }
          if (data14.stringValue !== void 0) {
            let data17 = data14.stringValue;
            if (typeof data17 == "string") {
              if (data17.length < 1) {
                let err47 = { instancePath: instancePath + "/EXECUTION_ID/stringValue", branch: "2.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
              }
            } else {
              let err48 = { instancePath: instancePath + "/EXECUTION_ID/stringValue", branch: "2.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
            }
          }
          if (data14.dataType !== void 0 && typeof data14.dataType != "string") {
            let err49 = { instancePath: instancePath + "/EXECUTION_ID/dataType", branch: "2.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        } else {
          let err50 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
        }
        var _valid2 = _errs49 === errors;
        if (valid9 = valid9 || _valid2, !valid9) {
          let _errs55 = errors;
          if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
            if (data14.__proto__ !== plain && (data14 = ownView(data14)), data14.Value === void 0) {
              let err51 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            if (data14.Type === void 0) {
              let err52 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
            }
            if (data14.Value !== void 0) {
              let data19 = data14.Value;
              if (typeof data19 == "string") {
                if (data19.length < 1) {
                  let err53 = { instancePath: instancePath + "/EXECUTION_ID/Value", branch: "2.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                }
              } else {
                let err54 = { instancePath: instancePath + "/EXECUTION_ID/Value", branch: "2.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
              }
            }
            if (data14.Type !== void 0 && typeof data14.Type != "string") {
              let err55 = { instancePath: instancePath + "/EXECUTION_ID/Type", branch: "2.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
            }
          } else {
            let err56 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
          }
          var _valid2 = _errs55 === errors;
          valid9 = valid9 || _valid2;
        }
      }
      if (valid9)
        errors = _errs42, vErrors !== null && (_errs42 ? vErrors.length = _errs42 : vErrors = null);
      else {
        let err57 = { instancePath: instancePath + "/EXECUTION_ID", branch: "2", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
      }
    }
    if (data.TARGET_ARN !== void 0) {
      let data21 = data.TARGET_ARN, _errs62 = errors, valid13 = !1, _errs63 = errors;
      if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
        if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.StringValue === void 0) {
          let err58 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
        }
        if (data21.DataType === void 0) {
          let err59 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
        }
        if (data21.StringValue !== void 0) {
          let data22 = data21.StringValue;
          if (typeof data22 == "string") {
            if (data22.length < 1) {
              let err60 = { instancePath: instancePath + "/TARGET_ARN/StringValue", branch: "3.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
            }
          } else {
            let err61 = { instancePath: instancePath + "/TARGET_ARN/StringValue", branch: "3.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
          }
        }
        if (data21.DataType !== void 0 && typeof data21.DataType != "string") {
          let err62 = { instancePath: instancePath + "/TARGET_ARN/DataType", branch: "3.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
        }
      } else {
        let err63 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
      }
      var _valid3 = _errs63 === errors;
      if (valid13 = valid13 || _valid3, !valid13) {
        let _errs69 = errors;
        if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
          if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.stringValue === void 0) {
            let err64 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
          }
          if (data21.dataType === void 0) {
            let err65 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
          }
          if (data21.stringValue !== void 0) {
            let data24 = data21.stringValue;
            if (typeof data24 == "string") {
              if (data24.length < 1) {
                let err66 = { instancePath: instancePath + "/TARGET_ARN/stringValue", branch: "3.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
              }
            } else {
              let err67 = { instancePath: instancePath + "/TARGET_ARN/stringValue", branch: "3.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
            }
          }
          if (data21.dataType !== void 0 && typeof data21.dataType != "string") {
            let err68 = { instancePath: instancePath + "/TARGET_ARN/dataType", branch: "3.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
          }
        } else {
          let err69 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
        }
        var _valid3 = _errs69 === errors;
        if (valid13 = valid13 || _valid3, !valid13) {
          let _errs75 = errors;
          if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
            if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.Value === void 0) {
              let err70 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
            }
            if (data21.Type === void 0) {
              let err71 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
            }
            if (data21.Value !== void 0) {
              let data26 = data21.Value;
              if (typeof data26 == "string") {
                if (data26.length < 1) {
                  let err72 = { instancePath: instancePath + "/TARGET_ARN/Value", branch: "3.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
                }
              } else {
                let err73 = { instancePath: instancePath + "/TARGET_ARN/Value", branch: "3.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
              }
            }
            if (data21.Type !== void 0 && typeof data21.Type != "string") {
              let err74 = { instancePath: instancePath + "/TARGET_ARN/Type", branch: "3.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
            }
          } else {
            let err75 = { instancePath: instancePath + "/TARGET_ARN", branch: "3.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
          }
          var _valid3 = _errs75 === errors;
          valid13 = valid13 || _valid3;
        }
      }
      if (valid13)
        errors = _errs62, vErrors !== null && (_errs62 ? vErrors.length = _errs62 : vErrors = null);
      else {
        let err76 = { instancePath: instancePath + "/TARGET_ARN", branch: "3", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
      }
    }
    if (data.IS_PAYLOAD_TRUNCATED !== void 0) {
      let data28 = data.IS_PAYLOAD_TRUNCATED, _errs82 = errors, valid17 = !1, _errs83 = errors;
      if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
        if (data28.__proto__ !== plain && (data28 = ownView(data28)), data28.StringValue === void 0) {
          let err77 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
        }
        if (data28.DataType === void 0) {
          let err78 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
        }
        if (data28.StringValue !== void 0) {
          let data29 = data28.StringValue;
          if (typeof data29 == "string") {
            if (data29.length < 1) {
              let err79 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/StringValue", branch: "4.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
            }
          } else {
            let err80 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/StringValue", branch: "4.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
          }
        }
        if (data28.DataType !== void 0 && typeof data28.DataType != "string") {
          let err81 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/DataType", branch: "4.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
        }
      } else {
        let err82 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
      }
      var _valid4 = _errs83 === errors;
      if (valid17 = valid17 || _valid4, !valid17) {
        let _errs89 = errors;
        if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
          if (data28.__proto__ !== plain && (data28 = ownView(data28)), data28.stringValue === void 0) {
            let err83 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
          }
          if (data28.dataType === void 0) {
            let err84 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
          }
          if (data28.stringValue !== void 0) {
            let data31 = data28.stringValue;
            if (typeof data31 == "string") {
              if (data31.length < 1) {
                let err85 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/stringValue", branch: "4.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
              }
            } else {
              let err86 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/stringValue", branch: "4.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
            }
          }
          if (data28.dataType !== void 0 && typeof data28.dataType != "string") {
            let err87 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/dataType", branch: "4.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
          }
        } else {
          let err88 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
        }
        var _valid4 = _errs89 === errors;
        if (valid17 = valid17 || _valid4, !valid17) {
          let _errs95 = errors;
          if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
            if (data28.__proto__ !== plain && (data28 = ownView(data28)), data28.Value === void 0) {
              let err89 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
            }
            if (data28.Type === void 0) {
              let err90 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
            }
            if (data28.Value !== void 0) {
              let data33 = data28.Value;
              if (typeof data33 == "string") {
                if (data33.length < 1) {
                  let err91 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/Value", branch: "4.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
                }
              } else {
                let err92 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/Value", branch: "4.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
              }
            }
            if (data28.Type !== void 0 && typeof data28.Type != "string") {
              let err93 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED/Type", branch: "4.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
            }
          } else {
            let err94 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
          }
          var _valid4 = _errs95 === errors;
          valid17 = valid17 || _valid4;
        }
      }
      if (valid17)
        errors = _errs82, vErrors !== null && (_errs82 ? vErrors.length = _errs82 : vErrors = null);
      else {
        let err95 = { instancePath: instancePath + "/IS_PAYLOAD_TRUNCATED", branch: "4", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
      }
    }
    if (data.ERROR_CODE !== void 0) {
      let data35 = data.ERROR_CODE, _errs102 = errors, valid21 = !1, _errs103 = errors;
      if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
        if (data35.__proto__ !== plain && (data35 = ownView(data35)), data35.StringValue === void 0) {
          let err96 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
        }
        if (data35.DataType === void 0) {
          let err97 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
        }
        if (data35.StringValue !== void 0) {
          let data36 = data35.StringValue;
          if (typeof data36 == "string") {
            if (data36.length < 1) {
              let err98 = { instancePath: instancePath + "/ERROR_CODE/StringValue", branch: "5.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
            }
          } else {
            let err99 = { instancePath: instancePath + "/ERROR_CODE/StringValue", branch: "5.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
          }
        }
        if (data35.DataType !== void 0 && typeof data35.DataType != "string") {
          let err100 = { instancePath: instancePath + "/ERROR_CODE/DataType", branch: "5.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
        }
      } else {
        let err101 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
      }
      var _valid5 = _errs103 === errors;
      if (valid21 = valid21 || _valid5, !valid21) {
        let _errs109 = errors;
        if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
          if (data35.__proto__ !== plain && (data35 = ownView(data35)), data35.stringValue === void 0) {
            let err102 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
          }
          if (data35.dataType === void 0) {
            let err103 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
          }
          if (data35.stringValue !== void 0) {
            let data38 = data35.stringValue;
            if (typeof data38 == "string") {
              if (data38.length < 1) {
                let err104 = { instancePath: instancePath + "/ERROR_CODE/stringValue", branch: "5.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
              }
            } else {
              let err105 = { instancePath: instancePath + "/ERROR_CODE/stringValue", branch: "5.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
            }
          }
          if (data35.dataType !== void 0 && typeof data35.dataType != "string") {
            let err106 = { instancePath: instancePath + "/ERROR_CODE/dataType", branch: "5.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err106] : vErrors.push(err106), errors++;
          }
        } else {
          let err107 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err107] : vErrors.push(err107), errors++;
        }
        var _valid5 = _errs109 === errors;
        if (valid21 = valid21 || _valid5, !valid21) {
          let _errs115 = errors;
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            if (data35.__proto__ !== plain && (data35 = ownView(data35)), data35.Value === void 0) {
              let err108 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err108] : vErrors.push(err108), errors++;
            }
            if (data35.Type === void 0) {
              let err109 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err109] : vErrors.push(err109), errors++;
            }
            if (data35.Value !== void 0) {
              let data40 = data35.Value;
              if (typeof data40 == "string") {
                if (data40.length < 1) {
                  let err110 = { instancePath: instancePath + "/ERROR_CODE/Value", branch: "5.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err110] : vErrors.push(err110), errors++;
                }
              } else {
                let err111 = { instancePath: instancePath + "/ERROR_CODE/Value", branch: "5.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err111] : vErrors.push(err111), errors++;
              }
            }
            if (data35.Type !== void 0 && typeof data35.Type != "string") {
              let err112 = { instancePath: instancePath + "/ERROR_CODE/Type", branch: "5.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err112] : vErrors.push(err112), errors++;
            }
          } else {
            let err113 = { instancePath: instancePath + "/ERROR_CODE", branch: "5.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err113] : vErrors.push(err113), errors++;
          }
          var _valid5 = _errs115 === errors;
          valid21 = valid21 || _valid5;
        }
      }
      if (valid21)
        errors = _errs102, vErrors !== null && (_errs102 ? vErrors.length = _errs102 : vErrors = null);
      else {
        let err114 = { instancePath: instancePath + "/ERROR_CODE", branch: "5", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err114] : vErrors.push(err114), errors++;
      }
    }
    if (data.ERROR_MESSAGE !== void 0) {
      let data42 = data.ERROR_MESSAGE, _errs122 = errors, valid25 = !1, _errs123 = errors;
      if (data42 && typeof data42 == "object" && !Array.isArray(data42)) {
        if (data42.__proto__ !== plain && (data42 = ownView(data42)), data42.StringValue === void 0) {
          let err115 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err115] : vErrors.push(err115), errors++;
        }
        if (data42.DataType === void 0) {
          let err116 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err116] : vErrors.push(err116), errors++;
        }
        if (data42.StringValue !== void 0) {
          let data43 = data42.StringValue;
          if (typeof data43 == "string") {
            if (data43.length < 1) {
              let err117 = { instancePath: instancePath + "/ERROR_MESSAGE/StringValue", branch: "6.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err117] : vErrors.push(err117), errors++;
            }
          } else {
            let err118 = { instancePath: instancePath + "/ERROR_MESSAGE/StringValue", branch: "6.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err118] : vErrors.push(err118), errors++;
          }
        }
        if (data42.DataType !== void 0 && typeof data42.DataType != "string") {
          let err119 = { instancePath: instancePath + "/ERROR_MESSAGE/DataType", branch: "6.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err119] : vErrors.push(err119), errors++;
        }
      } else {
        let err120 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err120] : vErrors.push(err120), errors++;
      }
      var _valid6 = _errs123 === errors;
      if (valid25 = valid25 || _valid6, !valid25) {
        let _errs129 = errors;
        if (data42 && typeof data42 == "object" && !Array.isArray(data42)) {
          if (data42.__proto__ !== plain && (data42 = ownView(data42)), data42.stringValue === void 0) {
            let err121 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err121] : vErrors.push(err121), errors++;
          }
          if (data42.dataType === void 0) {
            let err122 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err122] : vErrors.push(err122), errors++;
          }
          if (data42.stringValue !== void 0) {
            let data45 = data42.stringValue;
            if (typeof data45 == "string") {
              if (data45.length < 1) {
                let err123 = { instancePath: instancePath + "/ERROR_MESSAGE/stringValue", branch: "6.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err123] : vErrors.push(err123), errors++;
              }
            } else {
              let err124 = { instancePath: instancePath + "/ERROR_MESSAGE/stringValue", branch: "6.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err124] : vErrors.push(err124), errors++;
            }
          }
          if (data42.dataType !== void 0 && typeof data42.dataType != "string") {
            let err125 = { instancePath: instancePath + "/ERROR_MESSAGE/dataType", branch: "6.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err125] : vErrors.push(err125), errors++;
          }
        } else {
          let err126 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err126] : vErrors.push(err126), errors++;
        }
        var _valid6 = _errs129 === errors;
        if (valid25 = valid25 || _valid6, !valid25) {
          let _errs135 = errors;
          if (data42 && typeof data42 == "object" && !Array.isArray(data42)) {
            if (data42.__proto__ !== plain && (data42 = ownView(data42)), data42.Value === void 0) {
              let err127 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err127] : vErrors.push(err127), errors++;
            }
            if (data42.Type === void 0) {
              let err128 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err128] : vErrors.push(err128), errors++;
            }
            if (data42.Value !== void 0) {
              let data47 = data42.Value;
              if (typeof data47 == "string") {
                if (data47.length < 1) {
                  let err129 = { instancePath: instancePath + "/ERROR_MESSAGE/Value", branch: "6.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err129] : vErrors.push(err129), errors++;
                }
              } else {
                let err130 = { instancePath: instancePath + "/ERROR_MESSAGE/Value", branch: "6.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err130] : vErrors.push(err130), errors++;
              }
            }
            if (data42.Type !== void 0 && typeof data42.Type != "string") {
              let err131 = { instancePath: instancePath + "/ERROR_MESSAGE/Type", branch: "6.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err131] : vErrors.push(err131), errors++;
            }
          } else {
            let err132 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err132] : vErrors.push(err132), errors++;
          }
          var _valid6 = _errs135 === errors;
          valid25 = valid25 || _valid6;
        }
      }
      if (valid25)
        errors = _errs122, vErrors !== null && (_errs122 ? vErrors.length = _errs122 : vErrors = null);
      else {
        let err133 = { instancePath: instancePath + "/ERROR_MESSAGE", branch: "6", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err133] : vErrors.push(err133), errors++;
      }
    }
    if (data.RETRY_ATTEMPTS !== void 0) {
      let data49 = data.RETRY_ATTEMPTS, _errs142 = errors, valid29 = !1, _errs143 = errors;
      if (data49 && typeof data49 == "object" && !Array.isArray(data49)) {
        if (data49.__proto__ !== plain && (data49 = ownView(data49)), data49.StringValue === void 0) {
          let err134 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err134] : vErrors.push(err134), errors++;
        }
        if (data49.DataType === void 0) {
          let err135 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err135] : vErrors.push(err135), errors++;
        }
        if (data49.StringValue !== void 0) {
          let data50 = data49.StringValue;
          if (typeof data50 == "string") {
            if (data50.length < 1) {
              let err136 = { instancePath: instancePath + "/RETRY_ATTEMPTS/StringValue", branch: "7.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err136] : vErrors.push(err136), errors++;
            }
          } else {
            let err137 = { instancePath: instancePath + "/RETRY_ATTEMPTS/StringValue", branch: "7.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err137] : vErrors.push(err137), errors++;
          }
        }
        if (data49.DataType !== void 0 && typeof data49.DataType != "string") {
          let err138 = { instancePath: instancePath + "/RETRY_ATTEMPTS/DataType", branch: "7.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err138] : vErrors.push(err138), errors++;
        }
      } else {
        let err139 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err139] : vErrors.push(err139), errors++;
      }
      var _valid7 = _errs143 === errors;
      if (valid29 = valid29 || _valid7, !valid29) {
        let _errs149 = errors;
        if (data49 && typeof data49 == "object" && !Array.isArray(data49)) {
          if (data49.__proto__ !== plain && (data49 = ownView(data49)), data49.stringValue === void 0) {
            let err140 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err140] : vErrors.push(err140), errors++;
          }
          if (data49.dataType === void 0) {
            let err141 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err141] : vErrors.push(err141), errors++;
          }
          if (data49.stringValue !== void 0) {
            let data52 = data49.stringValue;
            if (typeof data52 == "string") {
              if (data52.length < 1) {
                let err142 = { instancePath: instancePath + "/RETRY_ATTEMPTS/stringValue", branch: "7.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err142] : vErrors.push(err142), errors++;
              }
            } else {
              let err143 = { instancePath: instancePath + "/RETRY_ATTEMPTS/stringValue", branch: "7.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err143] : vErrors.push(err143), errors++;
            }
          }
          if (data49.dataType !== void 0 && typeof data49.dataType != "string") {
            let err144 = { instancePath: instancePath + "/RETRY_ATTEMPTS/dataType", branch: "7.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err144] : vErrors.push(err144), errors++;
          }
        } else {
          let err145 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err145] : vErrors.push(err145), errors++;
        }
        var _valid7 = _errs149 === errors;
        if (valid29 = valid29 || _valid7, !valid29) {
          let _errs155 = errors;
          if (data49 && typeof data49 == "object" && !Array.isArray(data49)) {
            if (data49.__proto__ !== plain && (data49 = ownView(data49)), data49.Value === void 0) {
              let err146 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err146] : vErrors.push(err146), errors++;
            }
            if (data49.Type === void 0) {
              let err147 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err147] : vErrors.push(err147), errors++;
            }
            if (data49.Value !== void 0) {
              let data54 = data49.Value;
              if (typeof data54 == "string") {
                if (data54.length < 1) {
                  let err148 = { instancePath: instancePath + "/RETRY_ATTEMPTS/Value", branch: "7.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err148] : vErrors.push(err148), errors++;
                }
              } else {
                let err149 = { instancePath: instancePath + "/RETRY_ATTEMPTS/Value", branch: "7.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err149] : vErrors.push(err149), errors++;
              }
            }
            if (data49.Type !== void 0 && typeof data49.Type != "string") {
              let err150 = { instancePath: instancePath + "/RETRY_ATTEMPTS/Type", branch: "7.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err150] : vErrors.push(err150), errors++;
            }
          } else {
            let err151 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err151] : vErrors.push(err151), errors++;
          }
          var _valid7 = _errs155 === errors;
          valid29 = valid29 || _valid7;
        }
      }
      if (valid29)
        errors = _errs142, vErrors !== null && (_errs142 ? vErrors.length = _errs142 : vErrors = null);
      else {
        let err152 = { instancePath: instancePath + "/RETRY_ATTEMPTS", branch: "7", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err152] : vErrors.push(err152), errors++;
      }
    }
    if (data.EXHAUSTED_RETRY_CONDITION !== void 0) {
      let data56 = data.EXHAUSTED_RETRY_CONDITION, _errs162 = errors, valid33 = !1, _errs163 = errors;
      if (data56 && typeof data56 == "object" && !Array.isArray(data56)) {
        if (data56.__proto__ !== plain && (data56 = ownView(data56)), data56.StringValue === void 0) {
          let err153 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.0", keyword: "required", message: "must have required property 'StringValue'" };
          vErrors === null ? vErrors = [err153] : vErrors.push(err153), errors++;
        }
        if (data56.DataType === void 0) {
          let err154 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.0", keyword: "required", message: "must have required property 'DataType'" };
          vErrors === null ? vErrors = [err154] : vErrors.push(err154), errors++;
        }
        if (data56.StringValue !== void 0) {
          let data57 = data56.StringValue;
          if (typeof data57 == "string") {
            if (data57.length < 1) {
              let err155 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/StringValue", branch: "8.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err155] : vErrors.push(err155), errors++;
            }
          } else {
            let err156 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/StringValue", branch: "8.0", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err156] : vErrors.push(err156), errors++;
          }
        }
        if (data56.DataType !== void 0 && typeof data56.DataType != "string") {
          let err157 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/DataType", branch: "8.0", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err157] : vErrors.push(err157), errors++;
        }
      } else {
        let err158 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.0", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err158] : vErrors.push(err158), errors++;
      }
      var _valid8 = _errs163 === errors;
      if (valid33 = valid33 || _valid8, !valid33) {
        let _errs169 = errors;
        if (data56 && typeof data56 == "object" && !Array.isArray(data56)) {
          if (data56.__proto__ !== plain && (data56 = ownView(data56)), data56.stringValue === void 0) {
            let err159 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.1", keyword: "required", message: "must have required property 'stringValue'" };
            vErrors === null ? vErrors = [err159] : vErrors.push(err159), errors++;
          }
          if (data56.dataType === void 0) {
            let err160 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.1", keyword: "required", message: "must have required property 'dataType'" };
            vErrors === null ? vErrors = [err160] : vErrors.push(err160), errors++;
          }
          if (data56.stringValue !== void 0) {
            let data59 = data56.stringValue;
            if (typeof data59 == "string") {
              if (data59.length < 1) {
                let err161 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/stringValue", branch: "8.1", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                vErrors === null ? vErrors = [err161] : vErrors.push(err161), errors++;
              }
            } else {
              let err162 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/stringValue", branch: "8.1", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err162] : vErrors.push(err162), errors++;
            }
          }
          if (data56.dataType !== void 0 && typeof data56.dataType != "string") {
            let err163 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/dataType", branch: "8.1", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err163] : vErrors.push(err163), errors++;
          }
        } else {
          let err164 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.1", keyword: "type", message: "must be object" };
          vErrors === null ? vErrors = [err164] : vErrors.push(err164), errors++;
        }
        var _valid8 = _errs169 === errors;
        if (valid33 = valid33 || _valid8, !valid33) {
          let _errs175 = errors;
          if (data56 && typeof data56 == "object" && !Array.isArray(data56)) {
            if (data56.__proto__ !== plain && (data56 = ownView(data56)), data56.Value === void 0) {
              let err165 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.2", keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err165] : vErrors.push(err165), errors++;
            }
            if (data56.Type === void 0) {
              let err166 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.2", keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err166] : vErrors.push(err166), errors++;
            }
            if (data56.Value !== void 0) {
              let data61 = data56.Value;
              if (typeof data61 == "string") {
                if (data61.length < 1) {
                  let err167 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/Value", branch: "8.2", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err167] : vErrors.push(err167), errors++;
                }
              } else {
                let err168 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/Value", branch: "8.2", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err168] : vErrors.push(err168), errors++;
              }
            }
            if (data56.Type !== void 0 && typeof data56.Type != "string") {
              let err169 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION/Type", branch: "8.2", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err169] : vErrors.push(err169), errors++;
            }
          } else {
            let err170 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8.2", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err170] : vErrors.push(err170), errors++;
          }
          var _valid8 = _errs175 === errors;
          valid33 = valid33 || _valid8;
        }
      }
      if (valid33)
        errors = _errs162, vErrors !== null && (_errs162 ? vErrors.length = _errs162 : vErrors = null);
      else {
        let err171 = { instancePath: instancePath + "/EXHAUSTED_RETRY_CONDITION", branch: "8", keyword: "anyOf", message: "must match a schema in anyOf" };
        vErrors === null ? vErrors = [err171] : vErrors.push(err171), errors++;
      }
    }
  } else {
    let err172 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err172] : vErrors.push(err172), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function scheduleDeadLetterAttributesErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : withClosestAlternatives(stdin_default.errors)
}
