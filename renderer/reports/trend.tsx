import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type CoreChartOptions,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { useEffect, useRef } from 'react';
import type { Statistics } from '../../shared/contract/reports.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import css from './reports.module.css';
import { stripes } from './stripes.ts';
import { actualShare, formatShareOf, shareOf } from './words.ts';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
);

type Months = Statistics['months'];

/** Twelve months as two pictures, and the same numbers beneath. */
export function Trend({ months }: { months: Months }) {
  return (
    <div className={css['trend']}>
      <div className={css['pictures']}>
        <Picture label="各月费用：各方支付和个人负担，单位万元" months={months} draw={moneyChart} />
        <Picture label="各月比例：实际报销、政策内报销、目录外" months={months} draw={shareChart} />
      </div>
      <MonthTable months={months} />
    </div>
  );
}

interface PictureProps {
  readonly label: string;
  readonly months: Months;
  readonly draw: (canvas: HTMLCanvasElement, months: Months) => Chart;
}

function Picture({ label, months, draw }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const chart = draw(canvas.current, months);
    return () => chart.destroy();
  }, [draw, months]);
  return (
    <figure>
      <figcaption>{label}</figcaption>
      <div>
        <canvas ref={canvas} role="img" aria-label={`${label}。数字在下面的表里。`} />
      </div>
    </figure>
  );
}

const fenOfTenThousandYuan = 1_000_000;
const ink = '#172023';
const accent = '#0f766e';

/** What both pictures have in common: nothing moves, and whatever has a colour has a pattern or a shape as well. */
const still: Pick<CoreChartOptions<'bar'>, 'responsive' | 'maintainAspectRatio' | 'events'> & {
  animation: false;
} = {
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  events: [],
};

const legend = { position: 'top', labels: { color: ink, usePointStyle: true } } as const;

function labelsOf(months: Months): string[] {
  return months.map(({ month }) => month.slice(2));
}

function moneyChart(canvas: HTMLCanvasElement, months: Months): Chart {
  const of = (part: 'paidFen' | 'personalFen') => months.map(({ sums }) => sums[part] / fenOfTenThousandYuan);
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: labelsOf(months),
      datasets: [
        { label: '各方支付', data: of('paidFen'), backgroundColor: accent },
        {
          label: '个人负担',
          data: of('personalFen'),
          backgroundColor: stripes(canvas, ink),
          borderColor: ink,
          borderWidth: 1,
        },
      ],
    },
    options: {
      ...still,
      plugins: { legend: { ...legend, labels: { color: ink } } },
      scales: { x: { stacked: true, grid: { display: false } }, y: { stacked: true, beginAtZero: true } },
    },
  });
}

function shareChart(canvas: HTMLCanvasElement, months: Months): Chart {
  const percent = (millionths: number | null) => (millionths === null ? null : millionths / 10_000);
  const line = (label: string, of: (sums: Months[number]['sums']) => number | null) => ({
    label,
    data: months.map(({ sums }) => percent(of(sums))),
    pointRadius: 4,
    borderWidth: 2,
  });
  const { actual, inScope, outside } = shares;
  return new Chart(canvas, {
    type: 'line',
    data: {
      labels: labelsOf(months),
      datasets: [
        { ...line('实际报销', actual), borderColor: accent, backgroundColor: accent, pointStyle: 'circle' },
        {
          ...line('政策内报销', inScope),
          borderColor: ink,
          backgroundColor: ink,
          pointStyle: 'rect',
          borderDash: [7, 4],
        },
        {
          ...line('目录外', outside),
          borderColor: '#9a4a06',
          backgroundColor: '#9a4a06',
          pointStyle: 'triangle',
          borderDash: [2, 3],
        },
      ],
    },
    options: {
      ...still,
      plugins: { legend },
      scales: {
        x: { grid: { display: false } },
        y: { beginAtZero: true, suggestedMax: 100, ticks: { callback: (value) => `${value}%` } },
      },
    },
  });
}

const shares = {
  actual: actualShare,
  inScope: ({ inScopePaidFen, inScopeFen }: Months[number]['sums']) => shareOf(inScopePaidFen, inScopeFen),
  outside: ({ ownExpenseFen, overLimitFen, totalFen }: Months[number]['sums']) =>
    shareOf(ownExpenseFen + overLimitFen, totalFen),
};

const rows: readonly (readonly [string, (sums: Months[number]['sums']) => string])[] = [
  ['人次', ({ count }) => `${count}`],
  ['总费用', ({ totalFen }) => formatYuan(totalFen)],
  ['各方支付', ({ paidFen }) => formatYuan(paidFen)],
  ['个人负担', ({ personalFen }) => formatYuan(personalFen)],
  ['实际报销', (sums) => formatShareOf(shares.actual(sums))],
  ['政策内报销', (sums) => formatShareOf(shares.inScope(sums))],
  ['目录外', (sums) => formatShareOf(shares.outside(sums))],
];

function MonthTable({ months }: { months: Months }) {
  return (
    <table className={css['months']} aria-label="近十二个月">
      <thead>
        <tr>
          <th scope="col">月份</th>
          {rows.map(([title]) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, sums }) => (
          <tr key={month}>
            <th scope="row">{month}</th>
            {rows.map(([title, of]) => (
              <td key={title}>{of(sums)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
