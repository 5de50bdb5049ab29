import css from './frame.module.css';
import type { HospitalStatus } from './use-hospital-status.ts';

/** What the information office has to look after: it stands on every screen, since nobody looks for it. */
export function CareBand({ warnings }: { warnings: HospitalStatus['warnings'] }) {
  if (warnings.length === 0) return null;
  return (
    <div role="status" className={`${css['service']} ${css['restarting']}`}>
      {warnings.map(({ sentence }) => sentence).join(' ')}
    </div>
  );
}
