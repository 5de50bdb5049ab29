import type { UploadSummary } from '../../shared/contract/hospital.ts';
import css from './frame.module.css';

/** Says on every screen that too much waits for the platform, and what is to be done about it. */
export function UploadBand({ limit }: { limit: UploadSummary['limit'] }) {
  if (limit.level === 'none') return null;
  const tone = limit.level === 'stop' ? 'stopped' : 'restarting';
  return (
    <div role="status" className={`${css['service']} ${css[tone]}`}>
      {limit.sentence}
    </div>
  );
}
