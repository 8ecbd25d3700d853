// @ts-nocheck
// Generated from definitions/ (schemas/error-response/2015-03-31.json) by `pnpm schemas:emit`. Do not edit.
import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0, _errs1 = errors, valid0 = !1, _errs2 = errors;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.message === void 0) {
      let err0 = { instancePath, branch: "0.0", keyword: "required", message: "must have required property 'message'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.message !== void 0 && typeof data.message != "string") {
      let err1 = { instancePath: instancePath + "/message", branch: "0.0", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  if (valid0 = valid0 || _valid0, !valid0) {
    let _errs5 = errors;
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.__proto__ !== plain && (data = ownView(data)), data.Message === void 0) {
        let err2 = { instancePath, branch: "0.1", keyword: "required", message: "must have required property 'Message'" };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
      if (data.Message !== void 0 && typeof data.Message != "string") {
        let err3 = { instancePath: instancePath + "/Message", branch: "0.1", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    var _valid0 = _errs5 === errors;
    valid0 = valid0 || _valid0;
  }
  if (valid0)
    errors = _errs1, vErrors !== null && (_errs1 ? vErrors.length = _errs1 : vErrors = null);
  else {
    let err4 = { instancePath, branch: "0", keyword: "anyOf", message: "must match a schema in anyOf" };
    vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.message !== void 0 && typeof data.message != "string") {
      let err5 = { instancePath: instancePath + "/message", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
    }
    if (data.Message !== void 0 && typeof data.Message != "string") {
      let err6 = { instancePath: instancePath + "/Message", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
    }
    if (data.Type !== void 0) {
      let data4 = data.Type;
      if (typeof data4 != "string" && data4 !== null) {
        let err7 = { instancePath: instancePath + "/Type", keyword: "type", message: "must be string,null" };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.Reason !== void 0 && typeof data.Reason != "string") {
      let err8 = { instancePath: instancePath + "/Reason", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
    }
  } else {
    let err9 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function errorResponseErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : withClosestAlternatives(stdin_default.errors)
}
