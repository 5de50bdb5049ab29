import css from './frame.module.css';
import { useAnswer, useEvent } from './use-client.ts';

/** Whoever reads reports is told that a monthly table is to be made or sent, wherever they are. */
export function ReportBand({ room }: { room: string | undefined }) {
  return <Due key={room} />;
}

/** Asked anew in each room, since days pass. */
function Due() {
  const { value, reload } = useAnswer('reports.due', {});
  useEvent('reports.changed', reload);
  if (value === undefined || value === null) return null;
  return (
    <div role="status" className={`${css['service']} ${css['restarting']}`}>
      {value.sentence}请到“报表 · F3 专项救治月报”办理上报包。
    </div>
  );
}
