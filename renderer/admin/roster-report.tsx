import { Button } from '@mantine/core';
import type { RosterImportReport } from '../../shared/contract/people.ts';
import css from './admin.module.css';
import { RefusedRows } from './refused-rows.tsx';

interface RosterReportProps {
  readonly report: RosterImportReport;
  readonly waiting: boolean;
  readonly onLeaveOut: () => void;
}

/** What an import found. With refused rows nothing is written until somebody leaves them out knowingly. */
export function RosterReport({ report, waiting, onLeaveOut }: RosterReportProps) {
  const isImported = report.importId !== null;
  return (
    <section className={isImported ? css['imported'] : css['refused']} role="status">
      <p>
        <b>
          {isImported
            ? `已导入 ${report.personCount} 人，其中新增 ${report.newPersonCount} 人`
            : `没有导入：${report.rowCount} 行中有 ${report.refusedCount} 行不对`}
        </b>{' '}
        · {report.fileName} · 截止 {report.asOfDay}
      </p>
      {isImported && report.absentPersonCount > 0 && (
        <p>
          上次名册里有、这次没有的 {report.absentPersonCount} 人：原有身份不会自动终止，请与主管部门核对。
        </p>
      )}
      {isImported && <p>新名册让哪些人已结算的单子变样，见上面“更正”一栏。</p>}
      {report.refused.length > 0 && <RefusedRows {...report} />}
      {!isImported && (
        <div className={css['form']}>
          <span>改好文件再选一次；或者</span>
          <Button variant="default" loading={waiting} onClick={onLeaveOut}>
            其余 {report.rowCount - report.refusedCount} 行照常导入
          </Button>
        </div>
      )}
    </section>
  );
}
