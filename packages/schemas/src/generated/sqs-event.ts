// @ts-nocheck
// Generated from definitions/ (schemas/sqs-event/1.0.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.Records === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'Records'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.Records !== void 0) {
      let data0 = data.Records;
      if (Array.isArray(data0)) {
        let len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            if (data1.__proto__ !== plain && (data1 = ownView(data1)), data1.messageId === void 0) {
              let err1 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'messageId'" };
              vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
            }
            if (data1.receiptHandle === void 0) {
              let err2 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'receiptHandle'" };
              vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
            }
            if (data1.body === void 0) {
              let err3 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'body'" };
              vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
            }
            if (data1.attributes === void 0) {
              let err4 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'attributes'" };
              vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
            }
            if (data1.messageAttributes === void 0) {
              let err5 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'messageAttributes'" };
              vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
            }
            if (data1.eventSource === void 0) {
              let err6 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'eventSource'" };
              vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
            }
            if (data1.eventSourceARN === void 0) {
              let err7 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'eventSourceARN'" };
              vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
            }
            if (data1.awsRegion === void 0) {
              let err8 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'awsRegion'" };
              vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
            }
            if (data1.messageId !== void 0) {
              let data2 = data1.messageId;
              if (typeof data2 == "string") {
                if (data2.length < 1) {
                  let err9 = { instancePath: instancePath + "/Records/" + i0 + "/messageId", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
                }
              } else {
                let err10 = { instancePath: instancePath + "/Records/" + i0 + "/messageId", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
              }
            }
            if (data1.receiptHandle !== void 0) {
              let data3 = data1.receiptHandle;
              if (typeof data3 == "string") {
                if (data3.length < 1) {
                  let err11 = { instancePath: instancePath + "/Records/" + i0 + "/receiptHandle", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
                }
              } else {
                let err12 = { instancePath: instancePath + "/Records/" + i0 + "/receiptHandle", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
              }
            }
            if (data1.body !== void 0 && typeof data1.body != "string") {
              let err13 = { instancePath: instancePath + "/Records/" + i0 + "/body", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
            if (data1.attributes !== void 0) {
              let data5 = data1.attributes;
              if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
                data5.__proto__ !== plain && (data5 = ownView(data5));
                for (let key0 in data5)
                  if (typeof data5[key0] != "string") {
                    let err14 = { instancePath: instancePath + "/Records/" + i0 + "/attributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
                  }
              } else {
                let err15 = { instancePath: instancePath + "/Records/" + i0 + "/attributes", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
              }
            }
            if (data1.messageAttributes !== void 0) {
              let data7 = data1.messageAttributes;
              if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
                data7.__proto__ !== plain && (data7 = ownView(data7));
                for (let key1 in data7) {
                  let data8 = data7[key1];
                  if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
                    if (data8.__proto__ !== plain && (data8 = ownView(data8)), data8.dataType === void 0) {
                      let err16 = { instancePath: instancePath + "/Records/" + i0 + "/messageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", message: "must have required property 'dataType'" };
                      vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
                    }
                    if (data8.dataType !== void 0 && typeof data8.dataType != "string") {
                      let err17 = { instancePath: instancePath + "/Records/" + i0 + "/messageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/dataType", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
                    }
                    if (data8.stringValue !== void 0 && typeof data8.stringValue != "string") {
                      let err18 = { instancePath: instancePath + "/Records/" + i0 + "/messageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/stringValue", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
                    }
                  } else {
                    let err19 = { instancePath: instancePath + "/Records/" + i0 + "/messageAttributes/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be object" };
                    vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                  }
                }
              } else {
                let err20 = { instancePath: instancePath + "/Records/" + i0 + "/messageAttributes", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            }
            if (data1.md5OfBody !== void 0 && typeof data1.md5OfBody != "string") {
              let err21 = { instancePath: instancePath + "/Records/" + i0 + "/md5OfBody", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
            }
            if (data1.md5OfMessageAttributes !== void 0 && typeof data1.md5OfMessageAttributes != "string") {
              let err22 = { instancePath: instancePath + "/Records/" + i0 + "/md5OfMessageAttributes", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
            }
            if (data1.eventSource !== void 0) {
              let data13 = data1.eventSource;
              if (typeof data13 != "string") {
                let err23 = { instancePath: instancePath + "/Records/" + i0 + "/eventSource", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
              }
              if (data13 !== "aws:sqs") {
                let err24 = { instancePath: instancePath + "/Records/" + i0 + "/eventSource", keyword: "const", message: "must be 'aws:sqs'" };
                vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
              }
            }
            if (data1.eventSourceARN !== void 0 && typeof data1.eventSourceARN != "string") {
              let err25 = { instancePath: instancePath + "/Records/" + i0 + "/eventSourceARN", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
            }
            if (data1.awsRegion !== void 0 && typeof data1.awsRegion != "string") {
              let err26 = { instancePath: instancePath + "/Records/" + i0 + "/awsRegion", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
          } else {
            let err27 = { instancePath: instancePath + "/Records/" + i0, keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/Records", keyword: "type", message: "must be array" };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
  } else {
    let err29 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function sqsEventErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
