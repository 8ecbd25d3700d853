// @ts-nocheck
// Generated from definitions/ (schemas/desired-state/1.0.json) by `pnpm schemas:emit`. Do not edit.
import { withClosestAlternatives } from '../lib/document/closest-alternative.ts'
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^(.*)$", "u"), pattern2 = new RegExp("^[A-Za-z0-9_*-]+$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.__proto__ !== plain && (data = ownView(data)), data.version === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'version'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.functions === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'functions'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "$schema" || key0 === "version" || key0 === "functions" || key0 === "defaults" || key0 === "patterns" || key0 === "unknown")) {
        let err2 = { instancePath, keyword: "additionalProperties", message: "must NOT have additional property '" + key0 + "'" };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    if (data.$schema !== void 0 && typeof data.$schema != "string") {
      let err3 = { instancePath: instancePath + "/$schema", keyword: "type", message: "must be string" };
      vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
    }
    if (data.version !== void 0) {
      let data1 = data.version;
      if (typeof data1 != "string") {
        let err4 = { instancePath: instancePath + "/version", keyword: "type", message: "must be string" };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
      if (data1 !== "1.0") {
        let err5 = { instancePath: instancePath + "/version", keyword: "const", message: "must be '1.0'" };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.functions !== void 0) {
      let data2 = data.functions;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        data2.__proto__ !== plain && (data2 = ownView(data2));
        for (let key1 in data2)
          if (pattern0.test(key1)) {
            let data3 = data2[key1];
            if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
              data3.__proto__ !== plain && (data3 = ownView(data3));
              for (let key2 in data3)
                if (!(key2 === "DeadLetterConfig" || key2 === "EventInvokeConfigs")) {
                  let err6 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "additionalProperties", message: "must NOT have additional property '" + key2 + "'" };
                  vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
                }
              if (data3.DeadLetterConfig !== void 0) {
                let data4 = data3.DeadLetterConfig, _errs12 = errors, valid3 = !1, _errs13 = errors;
                if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
                  if (data4.__proto__ !== plain && (data4 = ownView(data4)), data4.TargetArn === void 0) {
                    let err7 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "0.0", keyword: "required", message: "must have required property 'TargetArn'" };
                    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
                  }
                  for (let key3 in data4)
                    if (key3 !== "TargetArn") {
                      let err8 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "0.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key3 + "'" };
                      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
                    }
                  if (data4.TargetArn !== void 0) {
                    let data5 = data4.TargetArn;
                    if (typeof data5 == "string") {
                      if (data5.length < 1) {
                        let err9 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig/TargetArn", branch: "0.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
                      }
                    } else {
                      let err10 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig/TargetArn", branch: "0.0", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
                    }
                  }
                } else {
                  let err11 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "0.0", keyword: "type", message: "must be object" };
                  vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
                }
                var _valid0 = _errs13 === errors;
                if (valid3 = valid3 || _valid0, !valid3) {
                  let _errs18 = errors;
                  if (data4 !== null) {
                    let err12 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "0.1", keyword: "type", message: "must be null" };
                    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
                  }
                  var _valid0 = _errs18 === errors;
                  valid3 = valid3 || _valid0;
                }
                if (valid3)
                  errors = _errs12, vErrors !== null && (_errs12 ? vErrors.length = _errs12 : vErrors = null);
                else {
                  let err13 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "0", keyword: "anyOf", message: "must match a schema in anyOf" };
                  vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
                }
              }
              if (data3.EventInvokeConfigs !== void 0) {
                let data6 = data3.EventInvokeConfigs;
                if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                  data6.__proto__ !== plain && (data6 = ownView(data6));
                  for (let key4 in data6)
                    if (pattern0.test(key4)) {
                      let data7 = data6[key4], _errs23 = errors, valid6 = !1, _errs24 = errors;
                      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
                        data7.__proto__ !== plain && (data7 = ownView(data7));
                        for (let key5 in data7)
                          if (!(key5 === "MaximumRetryAttempts" || key5 === "MaximumEventAgeInSeconds" || key5 === "DestinationConfig")) {
                            let err14 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "1.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key5 + "'" };
                            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
                          }
                        if (data7.MaximumRetryAttempts !== void 0) {
                          let data8 = data7.MaximumRetryAttempts;
                          if (!Number.isInteger(data8)) {
                            let err15 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", branch: "1.0", keyword: "type", message: "must be integer" };
                            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                          }
                          if (typeof data8 == "number" && isFinite(data8)) {
                            if (data8 > 2 || isNaN(data8)) {
                              let err16 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", branch: "1.0", keyword: "maximum", message: "must be <= 2" };
                              vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
                            }
                            if (data8 < 0 || isNaN(data8)) {
                              let err17 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", branch: "1.0", keyword: "minimum", message: "must be >= 0" };
                              vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
                            }
                          }
                        }
                        if (data7.MaximumEventAgeInSeconds !== void 0) {
                          let data9 = data7.MaximumEventAgeInSeconds;
                          if (!Number.isInteger(data9)) {
                            let err18 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", branch: "1.0", keyword: "type", message: "must be integer" };
                            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
                          }
                          if (typeof data9 == "number" && isFinite(data9)) {
                            if (data9 > 21600 || isNaN(data9)) {
                              let err19 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", branch: "1.0", keyword: "maximum", message: "must be <= 21600" };
                              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                            }
                            if (data9 < 60 || isNaN(data9)) {
                              let err20 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", branch: "1.0", keyword: "minimum", message: "must be >= 60" };
                              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
                            }
                          }
                        }
                        if (data7.DestinationConfig !== void 0) {
                          let data10 = data7.DestinationConfig;
                          if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
                            data10.__proto__ !== plain && (data10 = ownView(data10));
                            for (let key6 in data10)
                              if (!(key6 === "OnSuccess" || key6 === "OnFailure")) {
                                let err21 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig", branch: "1.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key6 + "'" };
                                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
                              }
                            if (data10.OnSuccess !== void 0) {
                              let data11 = data10.OnSuccess;
                              if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
                                data11.__proto__ !== plain && (data11 = ownView(data11));
                                for (let key7 in data11)
                                  if (key7 !== "Destination") {
                                    let err22 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess", branch: "1.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key7 + "'" };
                                    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
                                  }
                                if (data11.Destination !== void 0) {
                                  let data12 = data11.Destination, _errs38 = errors, valid10 = !1, _errs39 = errors;
                                  if (typeof data12 == "string") {
                                    if (data12.length < 1) {
                                      let err23 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "1.0/2.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                                      vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
                                    }
                                  } else {
                                    let err24 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "1.0/2.0", keyword: "type", message: "must be string" };
                                    vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
                                  }
                                  var _valid2 = _errs39 === errors;
                                  if (valid10 = valid10 || _valid2, !valid10) {
                                    let _errs41 = errors;
                                    if (data12 !== null) {
                                      let err25 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "1.0/2.1", keyword: "type", message: "must be null" };
                                      vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
                                    }
                                    var _valid2 = _errs41 === errors;
                                    valid10 = valid10 || _valid2;
                                  }
                                  if (valid10)
                                    errors = _errs38, vErrors !== null && (_errs38 ? vErrors.length = _errs38 : vErrors = null);
                                  else {
                                    let err26 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "1.0/2", keyword: "anyOf", message: "must match a schema in anyOf" };
                                    vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
                                  }
                                }
                              } else {
                                let err27 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess", branch: "1.0", keyword: "type", message: "must be object" };
                                vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
                              }
                            }
                            if (data10.OnFailure !== void 0) {
                              let data13 = data10.OnFailure;
                              if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                                data13.__proto__ !== plain && (data13 = ownView(data13));
                                for (let key8 in data13)
                                  if (key8 !== "Destination") {
                                    let err28 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure", branch: "1.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key8 + "'" };
                                    vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
                                  }
                                if (data13.Destination !== void 0) {
                                  let data14 = data13.Destination, _errs47 = errors, valid12 = !1, _errs48 = errors;
                                  if (typeof data14 == "string") {
                                    if (data14.length < 1) {
                                      let err29 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "1.0/3.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                                      vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
                                    }
                                  } else {
                                    let err30 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "1.0/3.0", keyword: "type", message: "must be string" };
                                    vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                                  }
                                  var _valid3 = _errs48 === errors;
                                  if (valid12 = valid12 || _valid3, !valid12) {
                                    let _errs50 = errors;
                                    if (data14 !== null) {
                                      let err31 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "1.0/3.1", keyword: "type", message: "must be null" };
                                      vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                                    }
                                    var _valid3 = _errs50 === errors;
                                    valid12 = valid12 || _valid3;
                                  }
                                  if (valid12)
                                    errors = _errs47, vErrors !== null && (_errs47 ? vErrors.length = _errs47 : vErrors = null);
                                  else {
                                    let err32 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "1.0/3", keyword: "anyOf", message: "must match a schema in anyOf" };
                                    vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                                  }
                                }
                              } else {
                                let err33 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure", branch: "1.0", keyword: "type", message: "must be object" };
                                vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
                              }
                            }
                          } else {
                            let err34 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig", branch: "1.0", keyword: "type", message: "must be object" };
                            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                          }
                        }
                      } else {
                        let err35 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "1.0", keyword: "type", message: "must be object" };
                        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
                      }
                      var _valid1 = _errs24 === errors;
                      if (valid6 = valid6 || _valid1, !valid6) {
                        let _errs52 = errors;
                        if (data7 !== null) {
                          let err36 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "1.1", keyword: "type", message: "must be null" };
                          vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                        }
                        var _valid1 = _errs52 === errors;
                        valid6 = valid6 || _valid1;
                      }
                      if (valid6)
                        errors = _errs23, vErrors !== null && (_errs23 ? vErrors.length = _errs23 : vErrors = null);
                      else {
                        let err37 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "1", keyword: "anyOf", message: "must match a schema in anyOf" };
                        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                      }
                    }
                } else {
                  let err38 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs", keyword: "type", message: "must be object" };
                  vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                }
              }
            } else {
              let err39 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be object" };
              vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
            }
          }
      } else {
        let err40 = { instancePath: instancePath + "/functions", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
      }
    }
    if (data.defaults !== void 0) {
      let data15 = data.defaults;
      if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
        data15.__proto__ !== plain && (data15 = ownView(data15));
        for (let key9 in data15)
          if (!(key9 === "MaximumRetryAttempts" || key9 === "MaximumEventAgeInSeconds" || key9 === "DestinationConfig")) {
            let err41 = { instancePath: instancePath + "/defaults", keyword: "additionalProperties", message: "must NOT have additional property '" + key9 + "'" };
            vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
          }
        if (data15.MaximumRetryAttempts !== void 0) {
          let data16 = data15.MaximumRetryAttempts;
          if (!Number.isInteger(data16)) {
            let err42 = { instancePath: instancePath + "/defaults/MaximumRetryAttempts", keyword: "type", message: "must be integer" };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
          if (typeof data16 == "number" && isFinite(data16)) {
            if (data16 > 2 || isNaN(data16)) {
              let err43 = { instancePath: instancePath + "/defaults/MaximumRetryAttempts", keyword: "maximum", message: "must be <= 2" };
              vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
            }
            if (data16 < 0 || isNaN(data16)) {
              let err44 = { instancePath: instancePath + "/defaults/MaximumRetryAttempts", keyword: "minimum", message: "must be >= 0" };
              vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
            }
          }
        }
        if (data15.MaximumEventAgeInSeconds !== void 0) {
          let data17 = data15.MaximumEventAgeInSeconds;
          if (!Number.isInteger(data17)) {
            let err45 = { instancePath: instancePath + "/defaults/MaximumEventAgeInSeconds", keyword: "type", message: "must be integer" };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
          if (typeof data17 == "number" && isFinite(data17)) {
            if (data17 > 21600 || isNaN(data17)) {
              let err46 = { instancePath: instancePath + "/defaults/MaximumEventAgeInSeconds", keyword: "maximum", message: "must be <= 21600" };
              vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
            }
            if (data17 < 60 || isNaN(data17)) {
              let err47 = { instancePath: instancePath + "/defaults/MaximumEventAgeInSeconds", keyword: "minimum", message: "must be >= 60" };
              vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
            }
          }
        }
        if (data15.DestinationConfig !== void 0) {
          let data18 = data15.DestinationConfig;
          if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
            data18.__proto__ !== plain && (data18 = ownView(data18));
            for (let key10 in data18)
              if (!(key10 === "OnSuccess" || key10 === "OnFailure")) {
                let err48 = { instancePath: instancePath + "/defaults/DestinationConfig", keyword: "additionalProperties", message: "must NOT have additional property '" + key10 + "'" };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            if (data18.OnSuccess !== void 0) {
              let data19 = data18.OnSuccess;
              if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
                data19.__proto__ !== plain && (data19 = ownView(data19));
                for (let key11 in data19)
                  if (key11 !== "Destination") {
                    let err49 = { instancePath: instancePath + "/defaults/DestinationConfig/OnSuccess", keyword: "additionalProperties", message: "must NOT have additional property '" + key11 + "'" };
                    vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                  }
                if (data19.Destination !== void 0) {
                  let data20 = data19.Destination, _errs68 = errors, valid16 = !1, _errs69 = errors;
                  if (typeof data20 == "string") {
                    if (data20.length < 1) {
                      let err50 = { instancePath: instancePath + "/defaults/DestinationConfig/OnSuccess/Destination", branch: "4.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                      vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
                    }
                  } else {
                    let err51 = { instancePath: instancePath + "/defaults/DestinationConfig/OnSuccess/Destination", branch: "4.0", keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                  }
                  var _valid4 = _errs69 === errors;
                  if (valid16 = valid16 || _valid4, !valid16) {
                    let _errs71 = errors;
                    if (data20 !== null) {
                      let err52 = { instancePath: instancePath + "/defaults/DestinationConfig/OnSuccess/Destination", branch: "4.1", keyword: "type", message: "must be null" };
                      vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                    }
                    var _valid4 = _errs71 === errors;
                    valid16 = valid16 || _valid4;
                  }
                  if (valid16)
                    errors = _errs68, vErrors !== null && (_errs68 ? vErrors.length = _errs68 : vErrors = null);
                  else {
                    let err53 = { instancePath: instancePath + "/defaults/DestinationConfig/OnSuccess/Destination", branch: "4", keyword: "anyOf", message: "must match a schema in anyOf" };
                    vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                  }
                }
              } else {
                let err54 = { instancePath: instancePath + "/defaults/DestinationConfig/OnSuccess", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
              }
            }
            if (data18.OnFailure !== void 0) {
              let data21 = data18.OnFailure;
              if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
                data21.__proto__ !== plain && (data21 = ownView(data21));
                for (let key12 in data21)
                  if (key12 !== "Destination") {
                    let err55 = { instancePath: instancePath + "/defaults/DestinationConfig/OnFailure", keyword: "additionalProperties", message: "must NOT have additional property '" + key12 + "'" };
                    vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                  }
                if (data21.Destination !== void 0) {
                  let data22 = data21.Destination, _errs77 = errors, valid18 = !1, _errs78 = errors;
                  if (typeof data22 == "string") {
                    if (data22.length < 1) {
                      let err56 = { instancePath: instancePath + "/defaults/DestinationConfig/OnFailure/Destination", branch: "5.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                      vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                    }
                  } else {
                    let err57 = { instancePath: instancePath + "/defaults/DestinationConfig/OnFailure/Destination", branch: "5.0", keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
                  }
                  var _valid5 = _errs78 === errors;
                  if (valid18 = valid18 || _valid5, !valid18) {
                    let _errs80 = errors;
                    if (data22 !== null) {
                      let err58 = { instancePath: instancePath + "/defaults/DestinationConfig/OnFailure/Destination", branch: "5.1", keyword: "type", message: "must be null" };
                      vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
                    }
                    var _valid5 = _errs80 === errors;
                    valid18 = valid18 || _valid5;
                  }
                  if (valid18)
                    errors = _errs77, vErrors !== null && (_errs77 ? vErrors.length = _errs77 : vErrors = null);
                  else {
                    let err59 = { instancePath: instancePath + "/defaults/DestinationConfig/OnFailure/Destination", branch: "5", keyword: "anyOf", message: "must match a schema in anyOf" };
                    vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
                  }
                }
              } else {
                let err60 = { instancePath: instancePath + "/defaults/DestinationConfig/OnFailure", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
              }
            }
          } else {
            let err61 = { instancePath: instancePath + "/defaults/DestinationConfig", keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
          }
        }
      } else {
        let err62 = { instancePath: instancePath + "/defaults", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
      }
    }
    if (data.patterns !== void 0) {
      let data23 = data.patterns;
      if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
        data23.__proto__ !== plain && (data23 = ownView(data23));
        for (let key13 in data23)
          if (!pattern2.test(key13)) {
            let err63 = { instancePath: instancePath + "/patterns", keyword: "additionalProperties", message: "must NOT have additional property '" + key13 + "'" };
            vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
          }
        for (let key14 in data23)
          if (pattern2.test(key14)) {
            let data24 = data23[key14];
            if (data24 && typeof data24 == "object" && !Array.isArray(data24)) {
              data24.__proto__ !== plain && (data24 = ownView(data24));
              for (let key15 in data24)
                if (!(key15 === "DeadLetterConfig" || key15 === "EventInvokeConfigs")) {
                  let err64 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "additionalProperties", message: "must NOT have additional property '" + key15 + "'" };
                  vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
                }
              if (data24.DeadLetterConfig !== void 0) {
                let data25 = data24.DeadLetterConfig, _errs89 = errors, valid21 = !1, _errs90 = errors;
                if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
                  if (data25.__proto__ !== plain && (data25 = ownView(data25)), data25.TargetArn === void 0) {
                    let err65 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "6.0", keyword: "required", message: "must have required property 'TargetArn'" };
                    vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
                  }
                  for (let key16 in data25)
                    if (key16 !== "TargetArn") {
                      let err66 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "6.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key16 + "'" };
                      vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
                    }
                  if (data25.TargetArn !== void 0) {
                    let data26 = data25.TargetArn;
                    if (typeof data26 == "string") {
                      if (data26.length < 1) {
                        let err67 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig/TargetArn", branch: "6.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                        vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
                      }
                    } else {
                      let err68 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig/TargetArn", branch: "6.0", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
                    }
                  }
                } else {
                  let err69 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "6.0", keyword: "type", message: "must be object" };
                  vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
                }
                var _valid6 = _errs90 === errors;
                if (valid21 = valid21 || _valid6, !valid21) {
                  let _errs95 = errors;
                  if (data25 !== null) {
                    let err70 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "6.1", keyword: "type", message: "must be null" };
                    vErrors === null ? vErrors = [err70] : vErrors.push(err70), errors++;
                  }
                  var _valid6 = _errs95 === errors;
                  valid21 = valid21 || _valid6;
                }
                if (valid21)
                  errors = _errs89, vErrors !== null && (_errs89 ? vErrors.length = _errs89 : vErrors = null);
                else {
                  let err71 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", branch: "6", keyword: "anyOf", message: "must match a schema in anyOf" };
                  vErrors === null ? vErrors = [err71] : vErrors.push(err71), errors++;
                }
              }
              if (data24.EventInvokeConfigs !== void 0) {
                let data27 = data24.EventInvokeConfigs;
                if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
                  data27.__proto__ !== plain && (data27 = ownView(data27));
                  for (let key17 in data27)
                    if (pattern0.test(key17)) {
                      let data28 = data27[key17], _errs100 = errors, valid24 = !1, _errs101 = errors;
                      if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
                        data28.__proto__ !== plain && (data28 = ownView(data28));
                        for (let key18 in data28)
                          if (!(key18 === "MaximumRetryAttempts" || key18 === "MaximumEventAgeInSeconds" || key18 === "DestinationConfig")) {
                            let err72 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "7.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key18 + "'" };
                            vErrors === null ? vErrors = [err72] : vErrors.push(err72), errors++;
                          }
                        if (data28.MaximumRetryAttempts !== void 0) {
                          let data29 = data28.MaximumRetryAttempts;
                          if (!Number.isInteger(data29)) {
                            let err73 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", branch: "7.0", keyword: "type", message: "must be integer" };
                            vErrors === null ? vErrors = [err73] : vErrors.push(err73), errors++;
                          }
                          if (typeof data29 == "number" && isFinite(data29)) {
                            if (data29 > 2 || isNaN(data29)) {
                              let err74 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", branch: "7.0", keyword: "maximum", message: "must be <= 2" };
                              vErrors === null ? vErrors = [err74] : vErrors.push(err74), errors++;
                            }
                            if (data29 < 0 || isNaN(data29)) {
                              let err75 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", branch: "7.0", keyword: "minimum", message: "must be >= 0" };
                              vErrors === null ? vErrors = [err75] : vErrors.push(err75), errors++;
                            }
                          }
                        }
                        if (data28.MaximumEventAgeInSeconds !== void 0) {
                          let data30 = data28.MaximumEventAgeInSeconds;
                          if (!Number.isInteger(data30)) {
                            let err76 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", branch: "7.0", keyword: "type", message: "must be integer" };
                            vErrors === null ? vErrors = [err76] : vErrors.push(err76), errors++;
                          }
                          if (typeof data30 == "number" && isFinite(data30)) {
                            if (data30 > 21600 || isNaN(data30)) {
                              let err77 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", branch: "7.0", keyword: "maximum", message: "must be <= 21600" };
                              vErrors === null ? vErrors = [err77] : vErrors.push(err77), errors++;
                            }
                            if (data30 < 60 || isNaN(data30)) {
                              let err78 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", branch: "7.0", keyword: "minimum", message: "must be >= 60" };
                              vErrors === null ? vErrors = [err78] : vErrors.push(err78), errors++;
                            }
                          }
                        }
                        if (data28.DestinationConfig !== void 0) {
                          let data31 = data28.DestinationConfig;
                          if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
                            data31.__proto__ !== plain && (data31 = ownView(data31));
                            for (let key19 in data31)
                              if (!(key19 === "OnSuccess" || key19 === "OnFailure")) {
                                let err79 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig", branch: "7.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key19 + "'" };
                                vErrors === null ? vErrors = [err79] : vErrors.push(err79), errors++;
                              }
                            if (data31.OnSuccess !== void 0) {
                              let data32 = data31.OnSuccess;
                              if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
                                data32.__proto__ !== plain && (data32 = ownView(data32));
                                for (let key20 in data32)
                                  if (key20 !== "Destination") {
                                    let err80 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess", branch: "7.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key20 + "'" };
                                    vErrors === null ? vErrors = [err80] : vErrors.push(err80), errors++;
                                  }
                                if (data32.Destination !== void 0) {
                                  let data33 = data32.Destination, _errs115 = errors, valid28 = !1, _errs116 = errors;
                                  if (typeof data33 == "string") {
                                    if (data33.length < 1) {
                                      let err81 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "7.0/8.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                                      vErrors === null ? vErrors = [err81] : vErrors.push(err81), errors++;
                                    }
                                  } else {
                                    let err82 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "7.0/8.0", keyword: "type", message: "must be string" };
                                    vErrors === null ? vErrors = [err82] : vErrors.push(err82), errors++;
                                  }
                                  var _valid8 = _errs116 === errors;
                                  if (valid28 = valid28 || _valid8, !valid28) {
                                    let _errs118 = errors;
                                    if (data33 !== null) {
                                      let err83 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "7.0/8.1", keyword: "type", message: "must be null" };
                                      vErrors === null ? vErrors = [err83] : vErrors.push(err83), errors++;
                                    }
                                    var _valid8 = _errs118 === errors;
                                    valid28 = valid28 || _valid8;
                                  }
                                  if (valid28)
                                    errors = _errs115, vErrors !== null && (_errs115 ? vErrors.length = _errs115 : vErrors = null);
                                  else {
                                    let err84 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", branch: "7.0/8", keyword: "anyOf", message: "must match a schema in anyOf" };
                                    vErrors === null ? vErrors = [err84] : vErrors.push(err84), errors++;
                                  }
                                }
                              } else {
                                let err85 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess", branch: "7.0", keyword: "type", message: "must be object" };
                                vErrors === null ? vErrors = [err85] : vErrors.push(err85), errors++;
                              }
                            }
                            if (data31.OnFailure !== void 0) {
                              let data34 = data31.OnFailure;
                              if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
                                data34.__proto__ !== plain && (data34 = ownView(data34));
                                for (let key21 in data34)
                                  if (key21 !== "Destination") {
                                    let err86 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure", branch: "7.0", keyword: "additionalProperties", message: "must NOT have additional property '" + key21 + "'" };
                                    vErrors === null ? vErrors = [err86] : vErrors.push(err86), errors++;
                                  }
                                if (data34.Destination !== void 0) {
                                  let data35 = data34.Destination, _errs124 = errors, valid30 = !1, _errs125 = errors;
                                  if (typeof data35 == "string") {
                                    if (data35.length < 1) {
                                      let err87 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "7.0/9.0", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                                      vErrors === null ? vErrors = [err87] : vErrors.push(err87), errors++;
                                    }
                                  } else {
                                    let err88 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "7.0/9.0", keyword: "type", message: "must be string" };
                                    vErrors === null ? vErrors = [err88] : vErrors.push(err88), errors++;
                                  }
                                  var _valid9 = _errs125 === errors;
                                  if (valid30 = valid30 || _valid9, !valid30) {
                                    let _errs127 = errors;
                                    if (data35 !== null) {
                                      let err89 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "7.0/9.1", keyword: "type", message: "must be null" };
                                      vErrors === null ? vErrors = [err89] : vErrors.push(err89), errors++;
                                    }
                                    var _valid9 = _errs127 === errors;
                                    valid30 = valid30 || _valid9;
                                  }
                                  if (valid30)
                                    errors = _errs124, vErrors !== null && (_errs124 ? vErrors.length = _errs124 : vErrors = null);
                                  else {
                                    let err90 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", branch: "7.0/9", keyword: "anyOf", message: "must match a schema in anyOf" };
                                    vErrors === null ? vErrors = [err90] : vErrors.push(err90), errors++;
                                  }
                                }
                              } else {
                                let err91 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure", branch: "7.0", keyword: "type", message: "must be object" };
                                vErrors === null ? vErrors = [err91] : vErrors.push(err91), errors++;
                              }
                            }
                          } else {
                            let err92 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig", branch: "7.0", keyword: "type", message: "must be object" };
                            vErrors === null ? vErrors = [err92] : vErrors.push(err92), errors++;
                          }
                        }
                      } else {
                        let err93 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "7.0", keyword: "type", message: "must be object" };
                        vErrors === null ? vErrors = [err93] : vErrors.push(err93), errors++;
                      }
                      var _valid7 = _errs101 === errors;
                      if (valid24 = valid24 || _valid7, !valid24) {
                        let _errs129 = errors;
                        if (data28 !== null) {
                          let err94 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "7.1", keyword: "type", message: "must be null" };
                          vErrors === null ? vErrors = [err94] : vErrors.push(err94), errors++;
                        }
                        var _valid7 = _errs129 === errors;
                        valid24 = valid24 || _valid7;
                      }
                      if (valid24)
                        errors = _errs100, vErrors !== null && (_errs100 ? vErrors.length = _errs100 : vErrors = null);
                      else {
                        let err95 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"), branch: "7", keyword: "anyOf", message: "must match a schema in anyOf" };
                        vErrors === null ? vErrors = [err95] : vErrors.push(err95), errors++;
                      }
                    }
                } else {
                  let err96 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs", keyword: "type", message: "must be object" };
                  vErrors === null ? vErrors = [err96] : vErrors.push(err96), errors++;
                }
              }
            } else {
              let err97 = { instancePath: instancePath + "/patterns/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be object" };
              vErrors === null ? vErrors = [err97] : vErrors.push(err97), errors++;
            }
          }
      } else {
        let err98 = { instancePath: instancePath + "/patterns", keyword: "type", message: "must be object" };
        vErrors === null ? vErrors = [err98] : vErrors.push(err98), errors++;
      }
    }
    if (data.unknown !== void 0) {
      let data36 = data.unknown;
      if (Array.isArray(data36)) {
        let len0 = data36.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data37 = data36[i0];
          if (data37 && typeof data37 == "object" && !Array.isArray(data37)) {
            if (data37.__proto__ !== plain && (data37 = ownView(data37)), data37.setting === void 0) {
              let err99 = { instancePath: instancePath + "/unknown/" + i0, keyword: "required", message: "must have required property 'setting'" };
              vErrors === null ? vErrors = [err99] : vErrors.push(err99), errors++;
            }
            if (data37.reason === void 0) {
              let err100 = { instancePath: instancePath + "/unknown/" + i0, keyword: "required", message: "must have required property 'reason'" };
              vErrors === null ? vErrors = [err100] : vErrors.push(err100), errors++;
            }
            for (let key22 in data37)
              if (!(key22 === "setting" || key22 === "functionName" || key22 === "qualifier" || key22 === "reason")) {
                let err101 = { instancePath: instancePath + "/unknown/" + i0, keyword: "additionalProperties", message: "must NOT have additional property '" + key22 + "'" };
                vErrors === null ? vErrors = [err101] : vErrors.push(err101), errors++;
              }
            if (data37.setting !== void 0) {
              let data38 = data37.setting, _errs137 = errors, valid34 = !1, _errs138 = errors;
              if (typeof data38 != "string") {
                let err102 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", branch: "10.0", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err102] : vErrors.push(err102), errors++;
              }
              if (data38 !== "EventInvokeConfig") {
                let err103 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", branch: "10.0", keyword: "const", message: "must be 'EventInvokeConfig'" };
                vErrors === null ? vErrors = [err103] : vErrors.push(err103), errors++;
              }
              var _valid10 = _errs138 === errors;
              if (valid34 = valid34 || _valid10, !valid34) {
                let _errs140 = errors;
                if (typeof data38 != "string") {
                  let err104 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", branch: "10.1", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err104] : vErrors.push(err104), errors++;
                }
                if (data38 !== "DeadLetterConfig") {
                  let err105 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", branch: "10.1", keyword: "const", message: "must be 'DeadLetterConfig'" };
                  vErrors === null ? vErrors = [err105] : vErrors.push(err105), errors++;
                }
                var _valid10 = _errs140 === errors;
                valid34 = valid34 || _valid10;
              }
              if (valid34)
                errors = _errs137, vErrors !== null && (_errs137 ? vErrors.length = _errs137 : vErrors = null);
              else {
                let err106 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", branch: "10", keyword: "anyOf", message: "must match a schema in anyOf" };
                vErrors === null ? vErrors = [err106] : vErrors.push(err106), errors++;
              }
            }
            if (data37.functionName !== void 0) {
              let data39 = data37.functionName;
              if (typeof data39 == "string") {
                if (data39.length < 1) {
                  let err107 = { instancePath: instancePath + "/unknown/" + i0 + "/functionName", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err107] : vErrors.push(err107), errors++;
                }
              } else {
                let err108 = { instancePath: instancePath + "/unknown/" + i0 + "/functionName", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err108] : vErrors.push(err108), errors++;
              }
            }
            if (data37.qualifier !== void 0) {
              let data40 = data37.qualifier;
              if (typeof data40 == "string") {
                if (data40.length < 1) {
                  let err109 = { instancePath: instancePath + "/unknown/" + i0 + "/qualifier", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err109] : vErrors.push(err109), errors++;
                }
              } else {
                let err110 = { instancePath: instancePath + "/unknown/" + i0 + "/qualifier", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err110] : vErrors.push(err110), errors++;
              }
            }
            if (data37.reason !== void 0 && typeof data37.reason != "string") {
              let err111 = { instancePath: instancePath + "/unknown/" + i0 + "/reason", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err111] : vErrors.push(err111), errors++;
            }
          } else {
            let err112 = { instancePath: instancePath + "/unknown/" + i0, keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err112] : vErrors.push(err112), errors++;
          }
        }
      } else {
        let err113 = { instancePath: instancePath + "/unknown", keyword: "type", message: "must be array" };
        vErrors === null ? vErrors = [err113] : vErrors.push(err113), errors++;
      }
    }
  } else {
    let err114 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err114] : vErrors.push(err114), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function desiredStateErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : withClosestAlternatives(stdin_default.errors)
}
