/** China keeps one time; a machine whose clock is set to another zone still shows the hospital's. */
const zone = 'Asia/Shanghai';

const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** `2020-03-10 14:05` for an instant (ISO 8601); anything else as it is. */
export function formatInstant(instantIso: string): string {
  const at = new Date(instantIso);
  return Number.isNaN(at.getTime()) ? instantIso : format.format(at);
}

/** `14:05` today, `11-20 14:05` this year, else with the year: for lists that are read today. */
export function formatMoment(instantIso: string, now: Date = new Date()): string {
  const moment = formatInstant(instantIso);
  const today = format.format(now);
  if (moment.slice(0, 10) === today.slice(0, 10)) return moment.slice(11);
  return moment.slice(0, 4) === today.slice(0, 4) ? moment.slice(5) : moment;
}

/** How long ago, in the largest unit that says enough. */
export function formatAge(instantIso: string, now: Date = new Date()): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(instantIso)) / 60_000));
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`;
}
