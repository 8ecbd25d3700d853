// @ts-nocheck
// Generated from definitions/ (schemas/sqs-message/2012-11-05.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.MessageId === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'MessageId'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.ReceiptHandle === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'ReceiptHandle'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.Body === void 0) {
      let err2 = { instancePath, keyword: "required", message: "must have required property 'Body'" };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.MessageId !== void 0) {
      let data0 = data.MessageId;
      if (typeof data0 == "string") {
        if (data0.length < 1) {
          let err3 = { instancePath: instancePath + "/MessageId", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/MessageId", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.ReceiptHandle !== void 0) {
      let data1 = data.ReceiptHandle;
      if (typeof data1 == "string") {
        if (data1.length < 1) {
          let err5 = { instancePath: instancePath + "/ReceiptHandle", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      } else {
        let err6 = { instancePath: instancePath + "/ReceiptHandle", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.Body !== void 0 && typeof data.Body != "string") {
      let err7 = { instancePath: instancePath + "/Body", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
    }
    if (data.MD5OfBody !== void 0 && typeof data.MD5OfBody != "string") {
      let err8 = { instancePath: instancePath + "/MD5OfBody", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
    if (data.Attributes !== void 0) {
      let data4 = data.Attributes;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        data4.__proto__ !== plain && (data4 = ownView(data4));
        for (let key0 in data4)
          if (typeof data4[key0] != "string") {
            let err9 = { instancePath: instancePath + "/Attributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be string" };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
      } else {
        let err10 = { instancePath: instancePath + "/Attributes", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.MD5OfMessageAttributes !== void 0 && typeof data.MD5OfMessageAttributes != "string") {
      let err11 = { instancePath: instancePath + "/MD5OfMessageAttributes", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
    }
    if (data.MessageAttributes !== void 0) {
      let data7 = data.MessageAttributes;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        data7.__proto__ !== plain && (data7 = ownView(data7));
        for (let key1 in data7) {
          let data8 = data7[key1];
          if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
            if (data8.__proto__ !== plain && (data8 = ownView(data8)), data8.DataType === void 0) {
              let err12 = { instancePath: instancePath + "/MessageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", message: "must have required property 'DataType'" };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
            if (data8.DataType !== void 0 && typeof data8.DataType != "string") {
              let err13 = { instancePath: instancePath + "/MessageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DataType", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
            if (data8.StringValue !== void 0 && typeof data8.StringValue != "string") {
              let err14 = { instancePath: instancePath + "/MessageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/StringValue", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
          } else {
            let err15 = { instancePath: instancePath + "/MessageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
      } else {
        let err16 = { instancePath: instancePath + "/MessageAttributes", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
  } else {
    let err17 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function sqsMessageErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
