import type { CatalogueImportReport } from '../../shared/contract/catalogue.ts';
import { Look } from '../components/trouble.tsx';
import { ImportReport } from './import-report.tsx';

interface CatalogueReportProps {
  readonly report: CatalogueImportReport;
  readonly waiting: boolean;
  readonly onLeaveOut: () => void;
}

export function CatalogueReport({ report, waiting, onLeaveOut }: CatalogueReportProps) {
  return (
    <ImportReport
      report={report}
      imported={`已导入 ${report.itemCount} 项，${report.fromDay} 起用`}
      waiting={waiting}
      onLeaveOut={onLeaveOut}
    >
      {report.notInForceCount > 0 && (
        <p>
          其中 {report.notInForceCount} 项在 {report.fromDay} 还没有生效或已经失效。
        </p>
      )}
      {report.warnings.map((sentence) => (
        <Look key={sentence} sentence={sentence} />
      ))}
    </ImportReport>
  );
}
