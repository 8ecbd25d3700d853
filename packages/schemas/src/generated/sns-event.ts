// @ts-nocheck
// Generated from definitions/ (schemas/sns-event/1.0.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$", "u");
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
            if (data1.__proto__ !== plain && (data1 = ownView(data1)), data1.EventSource === void 0) {
              let err1 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'EventSource'" };
              vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
            }
            if (data1.EventVersion === void 0) {
              let err2 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'EventVersion'" };
              vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
            }
            if (data1.EventSubscriptionArn === void 0) {
              let err3 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'EventSubscriptionArn'" };
              vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
            }
            if (data1.Sns === void 0) {
              let err4 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'Sns'" };
              vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
            }
            if (data1.EventSource !== void 0) {
              let data2 = data1.EventSource;
              if (typeof data2 != "string") {
                let err5 = { instancePath: instancePath + "/Records/" + i0 + "/EventSource", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
              }
              if (data2 !== "aws:sns") {
                let err6 = { instancePath: instancePath + "/Records/" + i0 + "/EventSource", keyword: "const", message: "must be 'aws:sns'" };
                vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
              }
            }
            if (data1.EventVersion !== void 0 && typeof data1.EventVersion != "string") {
              let err7 = { instancePath: instancePath + "/Records/" + i0 + "/EventVersion", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
            }
            if (data1.EventSubscriptionArn !== void 0 && typeof data1.EventSubscriptionArn != "string") {
              let err8 = { instancePath: instancePath + "/Records/" + i0 + "/EventSubscriptionArn", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
            }
            if (data1.Sns !== void 0) {
              let data5 = data1.Sns;
              if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
                if (data5.__proto__ !== plain && (data5 = ownView(data5)), data5.Type === void 0) {
                  let err9 = { instancePath: instancePath + "/Records/" + i0 + "/Sns", keyword: "required", message: "must have required property 'Type'" };
                  vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
                }
                if (data5.MessageId === void 0) {
                  let err10 = { instancePath: instancePath + "/Records/" + i0 + "/Sns", keyword: "required", message: "must have required property 'MessageId'" };
                  vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
                }
                if (data5.TopicArn === void 0) {
                  let err11 = { instancePath: instancePath + "/Records/" + i0 + "/Sns", keyword: "required", message: "must have required property 'TopicArn'" };
                  vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
                }
                if (data5.Message === void 0) {
                  let err12 = { instancePath: instancePath + "/Records/" + i0 + "/Sns", keyword: "required", message: "must have required property 'Message'" };
                  vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
                }
                if (data5.Timestamp === void 0) {
                  let err13 = { instancePath: instancePath + "/Records/" + i0 + "/Sns", keyword: "required", message: "must have required property 'Timestamp'" };
                  vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
                }
                if (data5.MessageAttributes === void 0) {
                  let err14 = { instancePath: instancePath + "/Records/" + i0 + "/Sns", keyword: "required", message: "must have required property 'MessageAttributes'" };
                  vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
                }
                if (data5.Type !== void 0) {
                  let data6 = data5.Type;
                  if (typeof data6 != "string") {
                    let err15 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/Type", keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                  }
                  if (data6 !== "Notification") {
                    let err16 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/Type", keyword: "const", message: "must be 'Notification'" };
                    vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
                  }
                }
                if (data5.MessageId !== void 0) {
                  let data7 = data5.MessageId;
                  if (typeof data7 == "string") {
                    if (data7.length < 1) {
                      let err17 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageId", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                      vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
                    }
                  } else {
                    let err18 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageId", keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
                  }
                }
                if (data5.TopicArn !== void 0 && typeof data5.TopicArn != "string") {
                  let err19 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/TopicArn", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                }
                if (data5.Message !== void 0 && typeof data5.Message != "string") {
                  let err20 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/Message", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
                }
                if (data5.Timestamp !== void 0) {
                  let data10 = data5.Timestamp;
                  if (typeof data10 == "string") {
                    if (!pattern0.test(data10)) {
                      let err21 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/Timestamp", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$"' };
                      vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
                    }
                  } else {
                    let err22 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/Timestamp", keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
                  }
                }
                if (data5.SignatureVersion !== void 0 && typeof data5.SignatureVersion != "string") {
                  let err23 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/SignatureVersion", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
                }
                if (data5.Signature !== void 0 && typeof data5.Signature != "string") {
                  let err24 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/Signature", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
                }
                if (data5.Subject !== void 0) {
                  let data13 = data5.Subject;
                  if (typeof data13 != "string" && data13 !== null) {
                    let err25 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/Subject", keyword: "type", message: "must be string,null" };
                    vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
                  }
                }
                if (data5.SigningCertUrl !== void 0 && typeof data5.SigningCertUrl != "string") {
                  let err26 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/SigningCertUrl", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
                }
                if (data5.UnsubscribeUrl !== void 0 && typeof data5.UnsubscribeUrl != "string") {
                  let err27 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/UnsubscribeUrl", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
                }
                if (data5.MessageAttributes !== void 0) {
                  let data16 = data5.MessageAttributes;
                  if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
                    data16.__proto__ !== plain && (data16 = ownView(data16));
                    for (let key0 in data16) {
                      let data17 = data16[key0];
                      if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
                        if (data17.__proto__ !== plain && (data17 = ownView(data17)), data17.Type === void 0) {
                          let err28 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", message: "must have required property 'Type'" };
                          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
                        }
                        if (data17.Value === void 0) {
                          let err29 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", message: "must have required property 'Value'" };
                          vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
                        }
                        if (data17.Type !== void 0 && typeof data17.Type != "string") {
                          let err30 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/Type", keyword: "type", message: "must be string" };
                          vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                        }
                        if (data17.Value !== void 0 && typeof data17.Value != "string") {
                          let err31 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/Value", keyword: "type", message: "must be string" };
                          vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                        }
                      } else {
                        let err32 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be object" };
                        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                      }
                    }
                  } else {
                    let err33 = { instancePath: instancePath + "/Records/" + i0 + "/Sns/MessageAttributes", keyword: "type", message: "must be object" };
                    vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
                  }
                }
              } else {
                let err34 = { instancePath: instancePath + "/Records/" + i0 + "/Sns", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
              }
            }
          } else {
            let err35 = { instancePath: instancePath + "/Records/" + i0, keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
      } else {
        let err36 = { instancePath: instancePath + "/Records", keyword: "type", message: "must be array" };
        vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
      }
    }
  } else {
    let err37 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function snsEventErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
