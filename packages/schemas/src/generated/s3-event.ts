// @ts-nocheck
// Generated from definitions/ (schemas/s3-event/2.json) by `pnpm schemas:emit`. Do not edit.
import type { ValidatorError } from '../lib/document/issue.ts'
import { ownView, plainPrototype } from '../lib/document/own-member.ts'

let plain
var validate = validate10, stdin_default = validate10;
var pattern0 = new RegExp("^2\\.\\d+$", "u"), pattern1 = new RegExp("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$", "u");
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
            if (data1.__proto__ !== plain && (data1 = ownView(data1)), data1.eventVersion === void 0) {
              let err1 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'eventVersion'" };
              vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
            }
            if (data1.eventSource === void 0) {
              let err2 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'eventSource'" };
              vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
            }
            if (data1.awsRegion === void 0) {
              let err3 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'awsRegion'" };
              vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
            }
            if (data1.eventTime === void 0) {
              let err4 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'eventTime'" };
              vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
            }
            if (data1.eventName === void 0) {
              let err5 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 'eventName'" };
              vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
            }
            if (data1.s3 === void 0) {
              let err6 = { instancePath: instancePath + "/Records/" + i0, keyword: "required", message: "must have required property 's3'" };
              vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
            }
            if (data1.eventVersion !== void 0) {
              let data2 = data1.eventVersion;
              if (typeof data2 == "string") {
                if (!pattern0.test(data2)) {
                  let err7 = { instancePath: instancePath + "/Records/" + i0 + "/eventVersion", keyword: "pattern", message: 'must match pattern "^2\\.\\d+$"' };
                  vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
                }
              } else {
                let err8 = { instancePath: instancePath + "/Records/" + i0 + "/eventVersion", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
              }
            }
            if (data1.eventSource !== void 0) {
              let data3 = data1.eventSource;
              if (typeof data3 != "string") {
                let err9 = { instancePath: instancePath + "/Records/" + i0 + "/eventSource", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
              }
              if (data3 !== "aws:s3") {
                let err10 = { instancePath: instancePath + "/Records/" + i0 + "/eventSource", keyword: "const", message: "must be 'aws:s3'" };
                vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
              }
            }
            if (data1.awsRegion !== void 0 && typeof data1.awsRegion != "string") {
              let err11 = { instancePath: instancePath + "/Records/" + i0 + "/awsRegion", keyword: "type", message: "must be string" };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
            if (data1.eventTime !== void 0) {
              let data5 = data1.eventTime;
              if (typeof data5 == "string") {
                if (!pattern1.test(data5)) {
                  let err12 = { instancePath: instancePath + "/Records/" + i0 + "/eventTime", keyword: "pattern", message: 'must match pattern "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$"' };
                  vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
                }
              } else {
                let err13 = { instancePath: instancePath + "/Records/" + i0 + "/eventTime", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
              }
            }
            if (data1.eventName !== void 0) {
              let data6 = data1.eventName;
              if (typeof data6 == "string") {
                if (data6.length < 1) {
                  let err14 = { instancePath: instancePath + "/Records/" + i0 + "/eventName", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                  vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
                }
              } else {
                let err15 = { instancePath: instancePath + "/Records/" + i0 + "/eventName", keyword: "type", message: "must be string" };
                vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
              }
            }
            if (data1.userIdentity !== void 0) {
              let data7 = data1.userIdentity;
              if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
                if (data7.__proto__ !== plain && (data7 = ownView(data7)), data7.principalId !== void 0 && typeof data7.principalId != "string") {
                  let err16 = { instancePath: instancePath + "/Records/" + i0 + "/userIdentity/principalId", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
                }
              } else {
                let err17 = { instancePath: instancePath + "/Records/" + i0 + "/userIdentity", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
              }
            }
            if (data1.requestParameters !== void 0) {
              let data9 = data1.requestParameters;
              if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
                if (data9.__proto__ !== plain && (data9 = ownView(data9)), data9.sourceIPAddress !== void 0 && typeof data9.sourceIPAddress != "string") {
                  let err18 = { instancePath: instancePath + "/Records/" + i0 + "/requestParameters/sourceIPAddress", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
                }
              } else {
                let err19 = { instancePath: instancePath + "/Records/" + i0 + "/requestParameters", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
              }
            }
            if (data1.responseElements !== void 0) {
              let data11 = data1.responseElements;
              if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
                data11.__proto__ !== plain && (data11 = ownView(data11));
                for (let key0 in data11)
                  if (typeof data11[key0] != "string") {
                    let err20 = { instancePath: instancePath + "/Records/" + i0 + "/responseElements/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "type", message: "must be string" };
                    vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
                  }
              } else {
                let err21 = { instancePath: instancePath + "/Records/" + i0 + "/responseElements", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
              }
            }
            if (data1.s3 !== void 0) {
              let data13 = data1.s3;
              if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                if (data13.__proto__ !== plain && (data13 = ownView(data13)), data13.bucket === void 0) {
                  let err22 = { instancePath: instancePath + "/Records/" + i0 + "/s3", keyword: "required", message: "must have required property 'bucket'" };
                  vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
                }
                if (data13.object === void 0) {
                  let err23 = { instancePath: instancePath + "/Records/" + i0 + "/s3", keyword: "required", message: "must have required property 'object'" };
                  vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
                }
                if (data13.s3SchemaVersion !== void 0 && typeof data13.s3SchemaVersion != "string") {
                  let err24 = { instancePath: instancePath + "/Records/" + i0 + "/s3/s3SchemaVersion", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
                }
                if (data13.configurationId !== void 0 && typeof data13.configurationId != "string") {
                  let err25 = { instancePath: instancePath + "/Records/" + i0 + "/s3/configurationId", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
                }
                if (data13.bucket !== void 0) {
                  let data16 = data13.bucket;
                  if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
                    if (data16.__proto__ !== plain && (data16 = ownView(data16)), data16.name === void 0) {
                      let err26 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket", keyword: "required", message: "must have required property 'name'" };
                      vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
                    }
                    if (data16.arn === void 0) {
                      let err27 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket", keyword: "required", message: "must have required property 'arn'" };
                      vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
                    }
                    if (data16.name !== void 0) {
                      let data17 = data16.name;
                      if (typeof data17 == "string") {
                        if (data17.length < 1) {
                          let err28 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/name", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                          vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
                        }
                      } else {
                        let err29 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/name", keyword: "type", message: "must be string" };
                        vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
                      }
                    }
                    if (data16.ownerIdentity !== void 0) {
                      let data18 = data16.ownerIdentity;
                      if (data18 && typeof data18 == "object" && !Array.isArray(data18)) {
                        if (data18.__proto__ !== plain && (data18 = ownView(data18)), data18.principalId !== void 0 && typeof data18.principalId != "string") {
                          let err30 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/ownerIdentity/principalId", keyword: "type", message: "must be string" };
                          vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
                        }
                      } else {
                        let err31 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/ownerIdentity", keyword: "type", message: "must be object" };
                        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
                      }
                    }
                    if (data16.arn !== void 0) {
                      let data20 = data16.arn;
                      if (typeof data20 == "string") {
                        if (data20.length < 1) {
                          let err32 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/arn", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                        }
                      } else {
                        let err33 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/arn", keyword: "type", message: "must be string" };
                        vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
                      }
                    }
                  } else {
                    let err34 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket", keyword: "type", message: "must be object" };
                    vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
                  }
                }
                if (data13.object !== void 0) {
                  let data21 = data13.object;
                  if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
                    if (data21.__proto__ !== plain && (data21 = ownView(data21)), data21.key === void 0) {
                      let err35 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object", keyword: "required", message: "must have required property 'key'" };
                      vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
                    }
                    if (data21.key !== void 0) {
                      let data22 = data21.key;
                      if (typeof data22 == "string") {
                        if (data22.length < 1) {
                          let err36 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/key", keyword: "minLength", message: "must NOT have fewer than 1 characters" };
                          vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
                        }
                      } else {
                        let err37 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/key", keyword: "type", message: "must be string" };
                        vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
                      }
                    }
                    if (data21.size !== void 0) {
                      let data23 = data21.size;
                      if (!Number.isInteger(data23)) {
                        let err38 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/size", keyword: "type", message: "must be integer" };
                        vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
                      }
                      if (typeof data23 == "number" && isFinite(data23) && (data23 < 0 || isNaN(data23))) {
                        let err39 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/size", keyword: "minimum", message: "must be >= 0" };
                        vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                      }
                    }
                    if (data21.eTag !== void 0 && typeof data21.eTag != "string") {
                      let err40 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/eTag", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
                    }
                    if (data21.versionId !== void 0) {
                      let data25 = data21.versionId;
                      if (typeof data25 != "string" && data25 !== null) {
                        let err41 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/versionId", keyword: "type", message: "must be string,null" };
                        vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
                      }
                    }
                    if (data21.sequencer !== void 0 && typeof data21.sequencer != "string") {
                      let err42 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/sequencer", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
                    }
                  } else {
                    let err43 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object", keyword: "type", message: "must be object" };
                    vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
                  }
                }
              } else {
                let err44 = { instancePath: instancePath + "/Records/" + i0 + "/s3", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
              }
            }
            if (data1.glacierEventData !== void 0) {
              let data27 = data1.glacierEventData;
              if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
                if (data27.__proto__ !== plain && (data27 = ownView(data27)), data27.restoreEventData !== void 0) {
                  let data28 = data27.restoreEventData;
                  if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
                    if (data28.__proto__ !== plain && (data28 = ownView(data28)), data28.lifecycleRestorationExpiryTime !== void 0 && typeof data28.lifecycleRestorationExpiryTime != "string") {
                      let err45 = { instancePath: instancePath + "/Records/" + i0 + "/glacierEventData/restoreEventData/lifecycleRestorationExpiryTime", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
                    }
                    if (data28.lifecycleRestoreStorageClass !== void 0 && typeof data28.lifecycleRestoreStorageClass != "string") {
                      let err46 = { instancePath: instancePath + "/Records/" + i0 + "/glacierEventData/restoreEventData/lifecycleRestoreStorageClass", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
                    }
                  } else {
                    let err47 = { instancePath: instancePath + "/Records/" + i0 + "/glacierEventData/restoreEventData", keyword: "type", message: "must be object" };
                    vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                  }
                }
              } else {
                let err48 = { instancePath: instancePath + "/Records/" + i0 + "/glacierEventData", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            }
            if (data1.replicationEventData !== void 0) {
              let data31 = data1.replicationEventData;
              if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
                if (data31.__proto__ !== plain && (data31 = ownView(data31)), data31.replicationRuleId !== void 0 && typeof data31.replicationRuleId != "string") {
                  let err49 = { instancePath: instancePath + "/Records/" + i0 + "/replicationEventData/replicationRuleId", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                }
                if (data31.destinationBucket !== void 0 && typeof data31.destinationBucket != "string") {
                  let err50 = { instancePath: instancePath + "/Records/" + i0 + "/replicationEventData/destinationBucket", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
                }
                if (data31.s3Operation !== void 0 && typeof data31.s3Operation != "string") {
                  let err51 = { instancePath: instancePath + "/Records/" + i0 + "/replicationEventData/s3Operation", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                }
                if (data31.requestTime !== void 0 && typeof data31.requestTime != "string") {
                  let err52 = { instancePath: instancePath + "/Records/" + i0 + "/replicationEventData/requestTime", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                }
                if (data31.failureReason !== void 0 && typeof data31.failureReason != "string") {
                  let err53 = { instancePath: instancePath + "/Records/" + i0 + "/replicationEventData/failureReason", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                }
              } else {
                let err54 = { instancePath: instancePath + "/Records/" + i0 + "/replicationEventData", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
              }
            }
            if (data1.lifecycleEventData !== void 0) {
              let data37 = data1.lifecycleEventData;
              if (data37 && typeof data37 == "object" && !Array.isArray(data37)) {
                if (data37.__proto__ !== plain && (data37 = ownView(data37)), data37.transitionEventData !== void 0) {
                  let data38 = data37.transitionEventData;
                  if (data38 && typeof data38 == "object" && !Array.isArray(data38)) {
                    if (data38.__proto__ !== plain && (data38 = ownView(data38)), data38.destinationStorageClass !== void 0 && typeof data38.destinationStorageClass != "string") {
                      let err55 = { instancePath: instancePath + "/Records/" + i0 + "/lifecycleEventData/transitionEventData/destinationStorageClass", keyword: "type", message: "must be string" };
                      vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                    }
                  } else {
                    let err56 = { instancePath: instancePath + "/Records/" + i0 + "/lifecycleEventData/transitionEventData", keyword: "type", message: "must be object" };
                    vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
                  }
                }
              } else {
                let err57 = { instancePath: instancePath + "/Records/" + i0 + "/lifecycleEventData", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
              }
            }
            if (data1.intelligentTieringEventData !== void 0) {
              let data40 = data1.intelligentTieringEventData;
              if (data40 && typeof data40 == "object" && !Array.isArray(data40)) {
                if (data40.__proto__ !== plain && (data40 = ownView(data40)), data40.destinationAccessTier !== void 0 && typeof data40.destinationAccessTier != "string") {
                  let err58 = { instancePath: instancePath + "/Records/" + i0 + "/intelligentTieringEventData/destinationAccessTier", keyword: "type", message: "must be string" };
                  vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
                }
              } else {
                let err59 = { instancePath: instancePath + "/Records/" + i0 + "/intelligentTieringEventData", keyword: "type", message: "must be object" };
                vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
              }
            }
          } else {
            let err60 = { instancePath: instancePath + "/Records/" + i0, keyword: "type", message: "must be object" };
            vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
          }
        }
      } else {
        let err61 = { instancePath: instancePath + "/Records", keyword: "type", message: "must be array" };
        vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
      }
    }
  } else {
    let err62 = { instancePath, keyword: "type", message: "must be object" };
    vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}

/** Lists the ways in which `value` breaks the schema; empty if it is valid. */
export function s3EventErrors(value: unknown): readonly ValidatorError[] {
  plain = plainPrototype()
  return stdin_default(value) ? [] : stdin_default.errors
}
