export { checkSheet, importOf, sheetOf, type CheckedSheet, type SheetFault } from './check.ts';
export type * from './ports.ts';
export { csvRows, inColumns, columns as csvColumns, template as csvTemplate } from './format/csv.ts';
export type { SheetDifference } from './difference.ts';
export { createImporter, type Importer, type ImportOptions, type SheetOutcome } from './import.ts';
export { readSheets, sheetFormats, type SheetFormat } from './format/read.ts';
export type { Place, ReadSheet } from './format/source.ts';
export { createSheets, type Sheets } from './service.ts';
