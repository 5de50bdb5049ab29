import { Button } from '@mantine/core';
import type { CatalogueImportReport } from '../../shared/contract/catalogue.ts';
import { Look } from '../components/trouble.tsx';
import css from './admin.module.css';
import { RefusedRows } from './refused-rows.tsx';

interface CatalogueReportProps {
  readonly report: CatalogueImportReport;
  readonly waiting: boolean;
  readonly onLeaveOut: () => void;
}

/** What an import found. With refused rows nothing is written until somebody leaves them out knowingly. */
export function CatalogueReport({ report, waiting, onLeaveOut }: CatalogueReportProps) {
  const isImported = report.importId !== null;
  return (
    <section className={isImported ? css['imported'] : css['refused']} role="status">
      <p>
        <b>
          {isImported
            ? `已导入 ${report.itemCount} 项，${report.fromDay} 起用`
            : `没有导入：${report.rowCount} 行中有 ${report.refusedCount} 行不对`}
        </b>{' '}
        · {report.fileName}
      </p>
      {report.notInForceCount > 0 && (
        <p>
          其中 {report.notInForceCount} 项在 {report.fromDay} 还没有生效或已经失效。
        </p>
      )}
      {report.warnings.map((sentence) => (
        <Look key={sentence} sentence={sentence} />
      ))}
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
