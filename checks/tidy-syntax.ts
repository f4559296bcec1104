import ts from 'typescript'

/** The text with its comments blanked out, line numbers kept. */
export function codeOnly(tree: ts.SourceFile): string {
  const text = tree.text
  const ranges: ts.CommentRange[] = []
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return
    if (node.getChildCount(tree) === 0) ranges.push(...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []))
    else for (const child of node.getChildren(tree)) visit(child)
    ranges.push(...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []))
  }
  visit(tree)
  let code = text
  for (const { pos, end } of ranges) {
    code = code.slice(0, pos) + code.slice(pos, end).replace(/[^\n]/g, ' ') + code.slice(end)
  }
  return code
}

type Long = { name: string; line: number; lines: number; most: number }

/**
 * Functions longer than allowed, from their first to their last line. A component (a capitalised function that holds
 * JSX) may be longer: its layout is read from top to bottom.
 */
export function longFunctions(tree: ts.SourceFile, limits: { function: number; component: number }): Long[] {
  const found: Long[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
      const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - line
      const name = nameOf(node, tree)
      const most = /^[A-Z]/.test(name) && holdsJsx(node) ? limits.component : limits.function
      if (lines > most) found.push({ name, line, lines, most })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** The names a file exports, or nothing known when it re-exports another file whole. */
export function exportedNames(tree: ts.SourceFile): string[] | undefined {
  const names: string[] = []
  for (const statement of tree.statements) {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement
      if (!exportClause) return undefined
      if (ts.isNamedExports(exportClause)) names.push(...exportClause.elements.map((element) => element.name.text))
      else names.push(exportClause.name.text)
    } else if (ts.isExportAssignment(statement)) {
      names.push('default')
    } else if (isExported(statement)) {
      names.push(...declaredNames(statement))
    }
  }
  return [...new Set(names)]
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText())
  }
  const { name } = statement as ts.DeclarationStatement
  return [name?.getText() ?? 'default']
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false
  return ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false
}

function nameOf(node: ts.SignatureDeclaration, tree: ts.SourceFile): string {
  if (node.name) return node.name.getText(tree)
  const { parent } = node
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText(tree)
  return 'a function'
}

function holdsJsx(node: ts.Node): boolean {
  if (ts.isJsxElement(node) || ts.isJsxFragment(node) || ts.isJsxSelfClosingElement(node)) return true
  return ts.forEachChild(node, (child) => holdsJsx(child) || undefined) ?? false
}
