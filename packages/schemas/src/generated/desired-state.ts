// @ts-nocheck
// Generated from definitions/ (schemas/desired-state/1.0.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView } from '../lib/document/own-member.ts'

var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^(.*)$", "u");
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data = ownView(data), data.version === void 0) {
      let err0 = { instancePath, keyword: "required", message: "must have required property 'version'" };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.functions === void 0) {
      let err1 = { instancePath, keyword: "required", message: "must have required property 'functions'" };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "$schema" || key0 === "version" || key0 === "functions" || key0 === "unknown")) {
        let err2 = { instancePath, keyword: "additionalProperties", message: "must NOT have additional properties" };
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
        let err5 = { instancePath: instancePath + "/version", keyword: "const", message: "must be equal to constant" };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.functions !== void 0) {
      let data2 = data.functions;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        data2 = ownView(data2);
        for (let key1 in data2)
          if (pattern0.test(key1)) {
            let data3 = data2[key1];
            if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
              data3 = ownView(data3);
              for (let key2 in data3)
                if (!(key2 === "DeadLetterConfig" || key2 === "EventInvokeConfigs")) {
                  let err6 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "additionalProperties", message: "must NOT have additional properties" };
                  vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
                }
              if (data3.DeadLetterConfig !== void 0) {
                let data4 = data3.DeadLetterConfig, _errs12 = errors, valid3 = !1, _errs13 = errors;
                if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
                  if (data4 = ownView(data4), data4.TargetArn === void 0) {
                    let err7 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", keyword: "required", message: "must have required property 'TargetArn'" };
                    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
                  }
                  for (let key3 in data4)
                    if (key3 !== "TargetArn") {
                      let err8 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", keyword: "additionalProperties", message: "must NOT have additional properties" };
                      vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
                    }
                  if (data4.TargetArn !== void 0) {
                    let data5 = data4.TargetArn;
                    if (typeof data5 == "string") {
                      if (data5.length < 1) {
                        let err9 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig/TargetArn", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
                      }
                    } else {
                      let err10 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig/TargetArn", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
                    }
                  }
                } else {
                  let err11 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", keyword: "type", message: "must be object" };
                  vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
                }
                var _valid0 = _errs13 === errors;
                if (valid3 = valid3 || _valid0, !valid3) {
                  let _errs18 = errors;
                  if (data4 !== null) {
                    let err12 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", keyword: "type", message: "must be null" };
                    vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
                  }
                  var _valid0 = _errs18 === errors;
                  valid3 = valid3 || _valid0;
                }
                if (valid3)
                  errors = _errs12, vErrors !== null && (_errs12 ? vErrors.length = _errs12 : vErrors = null);
                else {
                  let err13 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/DeadLetterConfig", keyword: "anyOf", message: "must match a schema in anyOf" };
                  vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
                }
              }
              if (data3.EventInvokeConfigs !== void 0) {
                let data6 = data3.EventInvokeConfigs;
                if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                  data6 = ownView(data6);
                  for (let key4 in data6)
                    if (pattern0.test(key4)) {
                      let data7 = data6[key4], _errs23 = errors, valid6 = !1, _errs24 = errors;
                      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
                        data7 = ownView(data7);
                        for (let key5 in data7)
                          if (!(key5 === "MaximumRetryAttempts" || key5 === "MaximumEventAgeInSeconds" || key5 === "DestinationConfig")) {
                            let err14 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "additionalProperties", message: "must NOT have additional properties" };
                            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
                          }
                        if (data7.MaximumRetryAttempts !== void 0) {
                          let data8 = data7.MaximumRetryAttempts;
                          if (!(typeof data8 == "number" && !(data8 % 1) && !isNaN(data8) && isFinite(data8))) {
                            let err15 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", keyword: "type", message: "must be integer" };
                            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
                          }
                          if (typeof data8 == "number" && isFinite(data8)) {
                            if (data8 > 2 || isNaN(data8)) {
                              let err16 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", keyword: "maximum", message: "must be <= 2" };
                              vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
                            }
                            if (data8 < 0 || isNaN(data8)) {
                              let err17 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumRetryAttempts", keyword: "minimum", message: "must be >= 0" };
                              vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
                            }
                          }
                        }
                        if (data7.MaximumEventAgeInSeconds !== void 0) {
                          let data9 = data7.MaximumEventAgeInSeconds;
                          if (!(typeof data9 == "number" && !(data9 % 1) && !isNaN(data9) && isFinite(data9))) {
                            let err18 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", keyword: "type", message: "must be integer" };
                            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
                          }
                          if (typeof data9 == "number" && isFinite(data9)) {
                            if (data9 > 21600 || isNaN(data9)) {
                              let err19 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", keyword: "maximum", message: "must be <= 21600" };
                              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
                            }
                            if (data9 < 60 || isNaN(data9)) {
                              let err20 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/MaximumEventAgeInSeconds", keyword: "minimum", message: "must be >= 60" };
                              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
                            }
                          }
                        }
                        if (data7.DestinationConfig !== void 0) {
                          let data10 = data7.DestinationConfig;
                          if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
                            data10 = ownView(data10);
                            for (let key6 in data10)
                              if (!(key6 === "OnSuccess" || key6 === "OnFailure")) {
                                let err21 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig", keyword: "additionalProperties", message: "must NOT have additional properties" };
                                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
                              }
                            if (data10.OnSuccess !== void 0) {
                              let data11 = data10.OnSuccess;
                              if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
                                data11 = ownView(data11);
                                for (let key7 in data11)
                                  if (key7 !== "Destination") {
                                    let err22 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess", keyword: "additionalProperties", message: "must NOT have additional properties" };
                                    vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
                                  }
                                if (data11.Destination !== void 0) {
                                  let data12 = data11.Destination, _errs38 = errors, valid10 = !1, _errs39 = errors;
                                  if (typeof data12 == "string") {
                                    if (data12.length < 1) {
                                      let err23 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                                      vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
                                    }
                                  } else {
                                    let err24 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", keyword: "type", message: "must be string" };
                                    vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
                                  }
                                  var _valid2 = _errs39 === errors;
                                  if (valid10 = valid10 || _valid2, !valid10) {
                                    let _errs41 = errors;
                                    if (data12 !== null) {
                                      let err25 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", keyword: "type", message: "must be null" };
                                      vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
                                    }
                                    var _valid2 = _errs41 === errors;
                                    valid10 = valid10 || _valid2;
                                  }
                                  if (valid10)
                                    errors = _errs38, vErrors !== null && (_errs38 ? vErrors.length = _errs38 : vErrors = null);
                                  else {
                                    let err26 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess/Destination", keyword: "anyOf", message: "must match a schema in anyOf" };
                                    vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
                                  }
                                }
                              } else {
                                let err27 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnSuccess", keyword: "type", message: "must be object" };
                                vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
                              }
                            }
                            if (data10.OnFailure !== void 0) {
                              let data13 = data10.OnFailure;
                              if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                                data13 = ownView(data13);
                                for (let key8 in data13)
                                  if (key8 !== "Destination") {
                                    let err28 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure", keyword: "additionalProperties", message: "must NOT have additional properties" };
                                    vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
                                  }
                                if (data13.Destination !== void 0) {
                                  let data14 = data13.Destination, _errs47 = errors, valid12 = !1, _errs48 = errors;
                                  if (typeof data14 == "string") {
                                    if (data14.length < 1) {
                                      let err29 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                                      vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
                                    }
                                  } else {
                                    let err30 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", keyword: "type", message: "must be string" };
                                    vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                                  }
                                  var _valid3 = _errs48 === errors;
                                  if (valid12 = valid12 || _valid3, !valid12) {
                                    let _errs50 = errors;
                                    if (data14 !== null) {
                                      let err31 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", keyword: "type", message: "must be null" };
                                      vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                                    }
                                    var _valid3 = _errs50 === errors;
                                    valid12 = valid12 || _valid3;
                                  }
                                  if (valid12)
                                    errors = _errs47, vErrors !== null && (_errs47 ? vErrors.length = _errs47 : vErrors = null);
                                  else {
                                    let err32 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure/Destination", keyword: "anyOf", message: "must match a schema in anyOf" };
                                    vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                                  }
                                }
                              } else {
                                let err33 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig/OnFailure", keyword: "type", message: "must be object" };
                                vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
                              }
                            }
                          } else {
                            let err34 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/DestinationConfig", keyword: "type", message: "must be object" };
                            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                          }
                        }
                      } else {
                        let err35 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be object" };
                        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
                      }
                      var _valid1 = _errs24 === errors;
                      if (valid6 = valid6 || _valid1, !valid6) {
                        let _errs52 = errors;
                        if (data7 !== null) {
                          let err36 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be null" };
                          vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                        }
                        var _valid1 = _errs52 === errors;
                        valid6 = valid6 || _valid1;
                      }
                      if (valid6)
                        errors = _errs23, vErrors !== null && (_errs23 ? vErrors.length = _errs23 : vErrors = null);
                      else {
                        let err37 = { instancePath: instancePath + "/functions/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/EventInvokeConfigs/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "anyOf", message: "must match a schema in anyOf" };
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
    if (data.unknown !== void 0) {
      let data15 = data.unknown;
      if (Array.isArray(data15)) {
        let len0 = data15.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data16 = data15[i0];
          if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
            if (data16 = ownView(data16), data16.setting === void 0) {
              let err41 = { instancePath: instancePath + "/unknown/" + i0, keyword: "required", message: "must have required property 'setting'" };
              vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
            }
            if (data16.reason === void 0) {
              let err42 = { instancePath: instancePath + "/unknown/" + i0, keyword: "required", message: "must have required property 'reason'" };
              vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
            }
            for (let key9 in data16)
              if (!(key9 === "setting" || key9 === "functionName" || key9 === "qualifier" || key9 === "reason")) {
                let err43 = { instancePath: instancePath + "/unknown/" + i0, keyword: "additionalProperties", message: "must NOT have additional properties" };
                vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
              }
            if (data16.setting !== void 0) {
              let data17 = data16.setting, _errs60 = errors, valid16 = !1, _errs61 = errors;
              if (typeof data17 != "string") {
                let err44 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
              }
              if (data17 !== "EventInvokeConfig") {
                let err45 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", keyword: "const", message: "must be equal to constant" };
                vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
              }
              var _valid4 = _errs61 === errors;
              if (valid16 = valid16 || _valid4, !valid16) {
                let _errs63 = errors;
                if (typeof data17 != "string") {
                  let err46 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
                }
                if (data17 !== "DeadLetterConfig") {
                  let err47 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", keyword: "const", message: "must be equal to constant" };
                  vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                }
                var _valid4 = _errs63 === errors;
                valid16 = valid16 || _valid4;
              }
              if (valid16)
                errors = _errs60, vErrors !== null && (_errs60 ? vErrors.length = _errs60 : vErrors = null);
              else {
                let err48 = { instancePath: instancePath + "/unknown/" + i0 + "/setting", keyword: "anyOf", message: "must match a schema in anyOf" };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            }
            if (data16.functionName !== void 0) {
              let data18 = data16.functionName;
              if (typeof data18 == "string") {
                if (data18.length < 1) {
                  let err49 = { instancePath: instancePath + "/unknown/" + i0 + "/functionName", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                }
              } else {
                let err50 = { instancePath: instancePath + "/unknown/" + i0 + "/functionName", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
              }
            }
            if (data16.qualifier !== void 0) {
              let data19 = data16.qualifier;
              if (typeof data19 == "string") {
                if (data19.length < 1) {
                  let err51 = { instancePath: instancePath + "/unknown/" + i0 + "/qualifier", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                }
              } else {
                let err52 = { instancePath: instancePath + "/unknown/" + i0 + "/qualifier", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
              }
            }
            if (data16.reason !== void 0 && typeof data16.reason != "string") {
              let err53 = { instancePath: instancePath + "/unknown/" + i0 + "/reason", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
            }
          } else {
            let err54 = { instancePath: instancePath + "/unknown/" + i0, keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
          }
        }
      } else {
        let err55 = { instancePath: instancePath + "/unknown", keyword: "type", message: "must be array" };
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
export function desiredStateErrors(value: unknown): readonly ValidatorError[] {
  return stdin_default(value) ? [] : stdin_default.errors
}
