import css from './frame.module.css';
import { useAnswer, useEvent } from './use-client.ts';

/** Tells whoever can do something about it that the file hangs on this machine's key alone. */
export function KeyBand() {
  const { value, reload } = useAnswer('keys.status', {});
  useEvent('keys.changed', reload);
  if (value === undefined || value.state === 'tested') return null;
  const what = value.state === 'never_printed' ? '恢复密钥还没有打印' : '恢复密钥已打印，还没有核对';
  return (
    <div role="status" className={`${css['service']} ${css['restarting']}`}>
      {what}：电脑一坏，数据就可能再也打不开。请到“管理 · F5 恢复密钥”办理。
    </div>
  );
}
