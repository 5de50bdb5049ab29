import type { RosterImportReport } from '../../shared/contract/people.ts';
import { ImportReport } from './import-report.tsx';

interface RosterReportProps {
  readonly report: RosterImportReport;
  readonly waiting: boolean;
  readonly onLeaveOut: () => void;
}

export function RosterReport({ report, waiting, onLeaveOut }: RosterReportProps) {
  const isImported = report.importId !== null;
  return (
    <ImportReport
      report={report}
      imported={`已导入 ${report.personCount} 人，其中新增 ${report.newPersonCount} 人`}
      aside={` · 截止 ${report.asOfDay}`}
      waiting={waiting}
      onLeaveOut={onLeaveOut}
    >
      {isImported && report.absentPersonCount > 0 && (
        <p>
          上次名册里有、这次没有的 {report.absentPersonCount} 人：原有身份不会自动终止，请与主管部门核对。
        </p>
      )}
      {isImported && <p>新名册让哪些人已结算的单子变样，见上面“更正”一栏。</p>}
    </ImportReport>
  );
}
