// @ts-nocheck
// Generated from definitions/ (schemas/pipe-failure/1.0.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.context === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'context'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.version !== void 0 && typeof data.version != "string") {
      let err1 = { instancePath: instancePath + "/version", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.timestamp !== void 0) {
      let data1 = data.timestamp;
      if (typeof data1 == "string") {
        if (!pattern0.test(data1)) {
          let err2 = { instancePath: instancePath + "/timestamp", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$"' };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
      } else {
        let err3 = { instancePath: instancePath + "/timestamp", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.context !== void 0) {
      let data2 = data.context;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.__proto__ !== plain && (data2 = ownView(data2)), data2.partnerResourceArn === void 0) {
          let err4 = { instancePath: instancePath + "/context", keyword: "required", message: "must have required property 'partnerResourceArn'" };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
        if (data2.condition === void 0) {
          let err5 = { instancePath: instancePath + "/context", keyword: "required", message: "must have required property 'condition'" };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
        if (data2.partnerResourceArn !== void 0) {
          let data3 = data2.partnerResourceArn;
          if (typeof data3 == "string") {
            if (data3.length < 1) {
              let err6 = { instancePath: instancePath + "/context/partnerResourceArn", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
              vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
            }
          } else {
            let err7 = { instancePath: instancePath + "/context/partnerResourceArn", keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
          }
        }
        if (data2.condition !== void 0 && typeof data2.condition != "string") {
          let err8 = { instancePath: instancePath + "/context/condition", keyword: "type", message: "must be string" };
          vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
        }
      } else {
        let err9 = { instancePath: instancePath + "/context", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.KinesisBatchInfo !== void 0) {
      let data5 = data.KinesisBatchInfo;
      if (data5 && typeof data5 == "object" && !Array.isArray(data5))
        data5.__proto__ !== plain && (data5 = ownView(data5));
      else {
        let err10 = { instancePath: instancePath + "/KinesisBatchInfo", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.DDBStreamBatchInfo !== void 0) {
      let data6 = data.DDBStreamBatchInfo;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6))
        data6.__proto__ !== plain && (data6 = ownView(data6));
      else {
        let err11 = { instancePath: instancePath + "/DDBStreamBatchInfo", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
  } else {
    let err12 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function pipeFailureErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
