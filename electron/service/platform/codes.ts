/** What an answer means for the record that was sent. */
export type AnswerClass = 'accepted' | 'duplicate' | 'retry' | 'rejected' | 'sign_in' | 'unknown';

interface AnswerCode {
  readonly means: AnswerClass;
  readonly says: string;
}

/**
 * The codes of the centre (`infcode`), as data: decisions are made on these and never on the words that come along.
 * The convention fixes only 0; the others are those of the practice platform, until a county confirms its own.
 * A code that is not listed is `unknown`: it says nothing about whether the record arrived.
 */
const answerCodes: Readonly<Record<string, AnswerCode>> = {
  '0': { means: 'accepted', says: '医保中心已受理。' },
  '-1': { means: 'rejected', says: '医保中心审核没有通过。' },
  '-2': { means: 'retry', says: '医保中心系统繁忙，稍后自动再传。' },
  '-3': { means: 'sign_in', says: '医保中心要求重新签到，稍后自动再传。' },
  '-4': { means: 'duplicate', says: '医保中心说已有这条记录，正在核对。' },
  '-5': { means: 'rejected', says: '同一报文号在医保中心已有另一份内容，请财务与中心核对。' },
  '-6': { means: 'rejected', says: '这份报文已经冲正，医保中心不再受理。' },
  '-7': { means: 'retry', says: '医保中心验签没有通过，没有受理；请信息科核对签名密钥。' },
  '-8': { means: 'rejected', says: '医保中心说这个凭证已经过期。' },
};

/** Under the message id of the answer the centre holds something else. */
export const otherContentCode = '-5';
/** The message of the answer was corrected (2601): the centre certainly has nothing of it, and never takes it. */
export const correctedCode = '-6';

/** The token of the question is good no more: the person shows a new one. */
export const voucherExpiredCode = '-8';

export function answerCode(code: string): AnswerCode {
  return (
    answerCodes[code] ?? { means: 'unknown', says: `医保中心返回了未知代码 ${code}，正在核对是否已收到。` }
  );
}

/**
 * An HTTP status in place of an answer. Only those that say "not processed" allow a plain resend; everything else,
 * a gateway's 502 to 504 included, may hide a record that arrived.
 */
const httpStatuses: Readonly<Record<number, AnswerCode>> = {
  400: { means: 'retry', says: '医保平台不接受请求格式，请信息科检查平台地址。' },
  401: { means: 'sign_in', says: '医保平台要求重新签到，稍后自动再传。' },
  403: { means: 'retry', says: '医保平台拒绝本机访问，请信息科检查授权。' },
  404: { means: 'retry', says: '医保平台地址不对，请信息科检查平台地址设置。' },
  405: { means: 'retry', says: '医保平台地址不对，请信息科检查平台地址设置。' },
  413: { means: 'retry', says: '医保平台说报文太大，请信息科联系平台。' },
  429: { means: 'retry', says: '医保平台要求放慢速度，稍后自动再传。' },
};

export function httpStatus(status: number): AnswerCode {
  return (
    httpStatuses[status] ?? {
      means: 'unknown',
      says: `医保平台出错（HTTP ${status}），恢复后先核对是否已收到。`,
    }
  );
}

/** What happened without any answer in the convention. Stable codes, kept with every attempt. */
export const ownReasons = {
  not_reached: '连不上医保平台，网络恢复后自动上传。',
  tls_failed: '与医保平台建不成加密连接，没有发送内容，稍后自动再试；一直如此请信息科联系平台。',
  certificate_not_trusted:
    '医保平台的证书不是指定机构签发的，没有发送内容。请信息科向平台核实证书；核实之前不要改设置。',
  certificate_expired: '医保平台的证书已过期或尚未生效，没有发送内容。请信息科核对本机日期并联系平台。',
  certificate_wrong_name: '医保平台的证书与平台地址不符，没有发送内容。请信息科核对平台地址。',
  authority_missing: '没有设置医保平台的证书机构，没有发送内容。请信息科在平台设置中补上。',
  plain_http_refused: '平台地址是不加密的 http，没有发送内容。请信息科改用 https，或在设置中明确允许。',
  sign_in_refused: '医保平台不受理签到，上传暂停。请信息科核对操作员编号和签名密钥，并联系平台开通。',
  sign_in_unanswered: '医保平台没有回应签到，记录没有发出，稍后自动再试。',
  no_answer: '医保平台没有回应，恢复后先核对是否已收到。',
  nonsense: '医保平台的回应无法识别，先核对是否已收到。',
  interrupted: '上次上传被中断，先核对医保平台是否已收到。',
  other_person: '医保中心返回的人员与本人证件不符，请核对身份信息。',
  does_not_balance: '各项金额之和与总额不符，没有上传，请联系信息科。',
  too_large: '这条记录超过平台允许的长度，没有上传，请联系信息科。',
  record_damaged: '待上传记录与保存时的校验值不符，没有上传，请联系信息科。',
  other_content: '医保中心已有同号记录但内容不同，请财务与中心核对。',
  corrected_too_often: '多次冲正后医保平台仍未收下，请信息科联系平台。',
  refused_in_doubt:
    '不清楚医保中心是否已收到，中心既不冲正也不再受理，已停止自动上传，请财务与中心核对后再核对一次。',
  tried_too_often: '多次上传都没有成功，已停止自动上传，请财务与中心核对。',
  in_doubt_too_often: '多次核对仍不清楚中心是否已收到，已停止自动上传，请财务与中心核对。',
  fault: '上传程序出错，稍后自动再试；若一直如此请联系信息科。',
  unclear: '医保中心有金额相同的记录，但不能确定是不是本条，请财务与中心核对。',
} as const;
export type OwnReason = keyof typeof ownReasons;

/** Why a message never left: nothing was sent, so it may be sent again without asking. */
export type NotReachedReason = Extract<
  OwnReason,
  | 'not_reached'
  | 'tls_failed'
  | 'certificate_not_trusted'
  | 'certificate_expired'
  | 'certificate_wrong_name'
  | 'authority_missing'
  | 'plain_http_refused'
>;
