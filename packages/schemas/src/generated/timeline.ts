// @ts-nocheck
// Generated from definitions/ (schemas/timeline/1.0.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.version === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'version'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.requestId === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'requestId'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.entries === void 0) {
      let err2 = { instancePath, keyword: "required", message: "must have required property 'entries'" };
      vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
    }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (typeof data0 != "string") {
        let err3 = { instancePath: instancePath + "/version", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
      if (data0 !== "1.0") {
        let err4 = { instancePath: instancePath + "/version", keyword: "const", message: "must be '1.0'" };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.requestId !== void 0) {
      let data1 = data.requestId;
      if (typeof data1 == "string") {
        if (data1.length < 1) {
          let err5 = { instancePath: instancePath + "/requestId", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      } else {
        let err6 = { instancePath: instancePath + "/requestId", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.functionArn !== void 0) {
      let data2 = data.functionArn;
      if (typeof data2 == "string") {
        if (data2.length < 1) {
          let err7 = { instancePath: instancePath + "/functionArn", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
      } else {
        let err8 = { instancePath: instancePath + "/functionArn", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.acceptedAt !== void 0) {
      let data3 = data.acceptedAt;
      if (typeof data3 == "string") {
        if (!pattern0.test(data3)) {
          let err9 = { instancePath: instancePath + "/acceptedAt", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"' };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
      } else {
        let err10 = { instancePath: instancePath + "/acceptedAt", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
    if (data.entries !== void 0) {
      let data4 = data.entries;
      if (Array.isArray(data4)) {
        let len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.__proto__ !== plain && (data5 = ownView(data5)), data5.type === void 0) {
              let err11 = { instancePath: instancePath + "/entries/" + i0, keyword: "required", message: "must have required property 'type'" };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (data5.at === void 0) {
              let err12 = { instancePath: instancePath + "/entries/" + i0, keyword: "required", message: "must have required property 'at'" };
              vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
            }
            if (data5.type !== void 0) {
              let data6 = data5.type;
              if (typeof data6 == "string") {
                if (data6.length < 1) {
                  let err13 = { instancePath: instancePath + "/entries/" + i0 + "/type", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
                }
              } else {
                let err14 = { instancePath: instancePath + "/entries/" + i0 + "/type", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
              }
            }
            if (data5.at !== void 0) {
              let data7 = data5.at;
              if (typeof data7 == "string") {
                if (!pattern0.test(data7)) {
                  let err15 = { instancePath: instancePath + "/entries/" + i0 + "/at", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"' };
                  vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                }
              } else {
                let err16 = { instancePath: instancePath + "/entries/" + i0 + "/at", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
              }
            }
            if (data5.attempt !== void 0) {
              let data8 = data5.attempt;
              if (!Number.isInteger(data8)) {
                let err17 = { instancePath: instancePath + "/entries/" + i0 + "/attempt", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
              }
              if (typeof data8 == "number" && isFinite(data8) && (data8 < 1 || isNaN(data8))) {
                let err18 = { instancePath: instancePath + "/entries/" + i0 + "/attempt", keyword: "minimum", message: "must be >= 1" };
                vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
              }
            }
            if (data5.version !== void 0 && typeof data5.version != "string") {
              let err19 = { instancePath: instancePath + "/entries/" + i0 + "/version", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
            }
            if (data5.outcome !== void 0) {
              let data10 = data5.outcome;
              if (typeof data10 == "string") {
                if (data10.length < 1) {
                  let err20 = { instancePath: instancePath + "/entries/" + i0 + "/outcome", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
                }
              } else {
                let err21 = { instancePath: instancePath + "/entries/" + i0 + "/outcome", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
              }
            }
            if (data5.limit !== void 0) {
              let data11 = data5.limit;
              if (typeof data11 == "string") {
                if (data11.length < 1) {
                  let err22 = { instancePath: instancePath + "/entries/" + i0 + "/limit", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
                }
              } else {
                let err23 = { instancePath: instancePath + "/entries/" + i0 + "/limit", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
              }
            }
            if (data5.timedOut !== void 0 && typeof data5.timedOut != "boolean") {
              let err24 = { instancePath: instancePath + "/entries/" + i0 + "/timedOut", keyword: "type", message: "must be boolean" };
              vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
            }
            if (data5.errorType !== void 0 && typeof data5.errorType != "string") {
              let err25 = { instancePath: instancePath + "/entries/" + i0 + "/errorType", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
            }
            if (data5.errorMessage !== void 0 && typeof data5.errorMessage != "string") {
              let err26 = { instancePath: instancePath + "/entries/" + i0 + "/errorMessage", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
            if (data5.stack !== void 0) {
              let data15 = data5.stack;
              if (Array.isArray(data15)) {
                let len1 = data15.length;
                for (let i1 = 0; i1 < len1; i1++)
                  if (typeof data15[i1] != "string") {
                    let err27 = { instancePath: instancePath + "/entries/" + i0 + "/stack/" + i1, keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
                  }
              } else {
                let err28 = { instancePath: instancePath + "/entries/" + i0 + "/stack", keyword: "type", message: "must be array" };
                vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
              }
            }
            if (data5.payloadBytes !== void 0) {
              let data17 = data5.payloadBytes;
              if (!Number.isInteger(data17)) {
                let err29 = { instancePath: instancePath + "/entries/" + i0 + "/payloadBytes", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
              }
              if (typeof data17 == "number" && isFinite(data17) && (data17 < 0 || isNaN(data17))) {
                let err30 = { instancePath: instancePath + "/entries/" + i0 + "/payloadBytes", keyword: "minimum", message: "must be >= 0" };
                vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
              }
            }
            if (data5.payloadHead !== void 0 && typeof data5.payloadHead != "string") {
              let err31 = { instancePath: instancePath + "/entries/" + i0 + "/payloadHead", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
            }
            if (data5.logPosition !== void 0) {
              let data19 = data5.logPosition;
              if (!Number.isInteger(data19)) {
                let err32 = { instancePath: instancePath + "/entries/" + i0 + "/logPosition", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
              }
              if (typeof data19 == "number" && isFinite(data19) && (data19 < 0 || isNaN(data19))) {
                let err33 = { instancePath: instancePath + "/entries/" + i0 + "/logPosition", keyword: "minimum", message: "must be >= 0" };
                vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
              }
            }
            if (data5.until !== void 0) {
              let data20 = data5.until;
              if (typeof data20 == "string") {
                if (!pattern0.test(data20)) {
                  let err34 = { instancePath: instancePath + "/entries/" + i0 + "/until", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"' };
                  vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                }
              } else {
                let err35 = { instancePath: instancePath + "/entries/" + i0 + "/until", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
              }
            }
            if (data5.delayMs !== void 0) {
              let data21 = data5.delayMs;
              if (typeof data21 == "number" && isFinite(data21)) {
                if (data21 < 0 || isNaN(data21)) {
                  let err36 = { instancePath: instancePath + "/entries/" + i0 + "/delayMs", keyword: "minimum", message: "must be >= 0" };
                  vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                }
              } else {
                let err37 = { instancePath: instancePath + "/entries/" + i0 + "/delayMs", keyword: "type", message: "must be number" };
                vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
              }
            }
            if (data5.rules !== void 0) {
              let data22 = data5.rules;
              if (Array.isArray(data22)) {
                let len2 = data22.length;
                for (let i2 = 0; i2 < len2; i2++) {
                  let data23 = data22[i2];
                  if (typeof data23 == "string") {
                    if (data23.length < 1) {
                      let err38 = { instancePath: instancePath + "/entries/" + i0 + "/rules/" + i2, keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                      vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                    }
                  } else {
                    let err39 = { instancePath: instancePath + "/entries/" + i0 + "/rules/" + i2, keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                  }
                }
              } else {
                let err40 = { instancePath: instancePath + "/entries/" + i0 + "/rules", keyword: "type", message: "must be array" };
                vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
              }
            }
            if (data5.explanation !== void 0 && typeof data5.explanation != "string") {
              let err41 = { instancePath: instancePath + "/entries/" + i0 + "/explanation", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
            }
            if (data5.condition !== void 0) {
              let data25 = data5.condition;
              if (typeof data25 == "string") {
                if (data25.length < 1) {
                  let err42 = { instancePath: instancePath + "/entries/" + i0 + "/condition", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
                }
              } else {
                let err43 = { instancePath: instancePath + "/entries/" + i0 + "/condition", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
              }
            }
            if (data5.approximateInvokeCount !== void 0) {
              let data26 = data5.approximateInvokeCount;
              if (!Number.isInteger(data26)) {
                let err44 = { instancePath: instancePath + "/entries/" + i0 + "/approximateInvokeCount", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
              }
              if (typeof data26 == "number" && isFinite(data26) && (data26 < 0 || isNaN(data26))) {
                let err45 = { instancePath: instancePath + "/entries/" + i0 + "/approximateInvokeCount", keyword: "minimum", message: "must be >= 0" };
                vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
              }
            }
            if (data5.statusCode !== void 0) {
              let data27 = data5.statusCode;
              if (!Number.isInteger(data27)) {
                let err46 = { instancePath: instancePath + "/entries/" + i0 + "/statusCode", keyword: "type", message: "must be integer" };
                vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
              }
            }
            if (data5.route !== void 0) {
              let data28 = data5.route;
              if (typeof data28 == "string") {
                if (data28.length < 1) {
                  let err47 = { instancePath: instancePath + "/entries/" + i0 + "/route", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                }
              } else {
                let err48 = { instancePath: instancePath + "/entries/" + i0 + "/route", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            }
            if (data5.destinationArn !== void 0) {
              let data29 = data5.destinationArn;
              if (typeof data29 == "string") {
                if (data29.length < 1) {
                  let err49 = { instancePath: instancePath + "/entries/" + i0 + "/destinationArn", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                }
              } else {
                let err50 = { instancePath: instancePath + "/entries/" + i0 + "/destinationArn", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
              }
            }
            if (data5.error !== void 0 && typeof data5.error != "string") {
              let err51 = { instancePath: instancePath + "/entries/" + i0 + "/error", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
            }
            if (data5.reason !== void 0) {
              let data31 = data5.reason;
              if (typeof data31 == "string") {
                if (data31.length < 1) {
                  let err52 = { instancePath: instancePath + "/entries/" + i0 + "/reason", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                }
              } else {
                let err53 = { instancePath: instancePath + "/entries/" + i0 + "/reason", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
              }
            }
          } else {
            let err54 = { instancePath: instancePath + "/entries/" + i0, keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
          }
        }
      } else {
        let err55 = { instancePath: instancePath + "/entries", keyword: "type", message: "must be array" };
        vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
      }
    }
  } else {
    let err56 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function timelineErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
