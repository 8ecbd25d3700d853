// @ts-nocheck
// Generated from definitions/ (schemas/sns-notification/1.0.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.Type === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'Type'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.MessageId === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'MessageId'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.TopicArn === void 0) {
      let err2 = { instancePath, keyword: "required", message: "must have required property 'TopicArn'" };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.Message === void 0) {
      let err3 = { instancePath, keyword: "required", message: "must have required property 'Message'" };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.Timestamp === void 0) {
      let err4 = { instancePath, keyword: "required", message: "must have required property 'Timestamp'" };
      vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
    }
    if (data.Type !== void 0) {
      let data0 = data.Type;
      if (typeof data0 != "string") {
        let err5 = { instancePath: instancePath + "/Type", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
      if (data0 !== "Notification") {
        let err6 = { instancePath: instancePath + "/Type", keyword: "const", message: "must be 'Notification'" };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.MessageId !== void 0) {
      let data1 = data.MessageId;
      if (typeof data1 == "string") {
        if (data1.length < 1) {
          let err7 = { instancePath: instancePath + "/MessageId", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
      } else {
        let err8 = { instancePath: instancePath + "/MessageId", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.TopicArn !== void 0 && typeof data.TopicArn != "string") {
      let err9 = { instancePath: instancePath + "/TopicArn", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
    }
    if (data.Message !== void 0 && typeof data.Message != "string") {
      let err10 = { instancePath: instancePath + "/Message", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
    }
    if (data.Timestamp !== void 0) {
      let data4 = data.Timestamp;
      if (typeof data4 == "string") {
        if (!pattern0.test(data4)) {
          let err11 = { instancePath: instancePath + "/Timestamp", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$"' };
          vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
        }
      } else {
        let err12 = { instancePath: instancePath + "/Timestamp", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.SignatureVersion !== void 0 && typeof data.SignatureVersion != "string") {
      let err13 = { instancePath: instancePath + "/SignatureVersion", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
    }
    if (data.Signature !== void 0 && typeof data.Signature != "string") {
      let err14 = { instancePath: instancePath + "/Signature", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
    }
    if (data.Subject !== void 0 && typeof data.Subject != "string") {
      let err15 = { instancePath: instancePath + "/Subject", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
    }
    if (data.SigningCertURL !== void 0 && typeof data.SigningCertURL != "string") {
      let err16 = { instancePath: instancePath + "/SigningCertURL", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
    }
    if (data.UnsubscribeURL !== void 0 && typeof data.UnsubscribeURL != "string") {
      let err17 = { instancePath: instancePath + "/UnsubscribeURL", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
    }
    if (data.MessageAttributes !== void 0) {
      let data10 = data.MessageAttributes;
      if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
        data10.__proto__ !== plain && (data10 = ownView(data10));
        for (let key0 in data10) {
          let data11 = data10[key0];
          if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
            if (data11.__proto__ !== plain && (data11 = ownView(data11)), data11.Type === void 0) {
              let err18 = { instancePath: instancePath + "/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", message: "must have required property 'Type'" };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
            if (data11.Value === void 0) {
              let err19 = { instancePath: instancePath + "/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "required", message: "must have required property 'Value'" };
              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
            }
            if (data11.Type !== void 0 && typeof data11.Type != "string") {
              let err20 = { instancePath: instancePath + "/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/Type", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
            }
            if (data11.Value !== void 0 && typeof data11.Value != "string") {
              let err21 = { instancePath: instancePath + "/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1") + "/Value", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
            }
          } else {
            let err22 = { instancePath: instancePath + "/MessageAttributes/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
      } else {
        let err23 = { instancePath: instancePath + "/MessageAttributes", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
      }
    }
  } else {
    let err24 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function snsNotificationErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
