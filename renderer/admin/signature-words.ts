import type { RequestOutput } from '../../shared/contract/contract.ts';

type Signature = RequestOutput<'policy.inForce'>[number]['signature'];

/** Who signed an act, in a cell; the key by its fingerprint. */
export function signatureWords(signature: Signature): string {
  if (signature.state === 'unsigned') return '没有签名（启用时还没有这一项）';
  if (signature.state === 'broken') return '与签名不符，不能结算';
  const { by, secondPerson, fingerprint } = signature;
  const second = secondPerson === null ? '' : `、${secondPerson}复核`;
  return `${by ?? '系统'}${second}，密钥指纹 ${fingerprint}`;
}
