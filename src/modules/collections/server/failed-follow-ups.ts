import { addSeconds } from '#kernel/calendar.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'

/**
 * What somebody believes to be with the client and is not. The next reminder of the invoice or statement to the client
 * ends the alert, and so does an invoice on which nothing is due any more. A statement that waited for its day is not late
 * before a try failed: its row is older than its e-mail.
 */
export const listFailedFollowUps = query({
  name: 'collections.listFailedFollowUps',
  needs: 'documents:send',
  input: contract.listFailedFollowUps.input,
  async run(scope) {
    const items = await scope.sql<contract.FailedFollowUp>(
      'collections.failedFollowUps',
      `SELECT id, "subjectType", "subjectId", number, "toEmail", CASE state WHEN 'failed' THEN state ELSE 'delayed' END AS state, error, since
       FROM (
         SELECT r.id, 'reminder' AS "subjectType", r.document_id AS "subjectId", d.number, r.to_email AS "toEmail", r.state, r.error,
                coalesce(r.finished_at, r.created_at) AS since, r.created_at
         FROM reminders r JOIN documents d ON d.company_id = r.company_id AND d.id = r.document_id AND d.balance_due_cents > 0
         WHERE r.company_id = $1 AND r.state <> 'sent' AND r.created_at > $2
           AND (r.state = 'failed' OR r.error IS NOT NULL OR r.created_at < $3)
           AND NOT EXISTS (SELECT FROM reminders n WHERE n.company_id = r.company_id AND n.document_id = r.document_id AND (n.created_at, n.id) > (r.created_at, r.id))
         UNION ALL
         SELECT s.id, 'statement', s.client_id, NULL, s.to_email, s.state, s.error, coalesce(s.finished_at, s.created_at), s.created_at
         FROM statement_sends s
         WHERE s.company_id = $1 AND s.state IN ('queued', 'failed') AND (s.created_at > $2 OR s.send_on > $2::timestamptz::date)
           AND (s.state = 'failed' OR s.error IS NOT NULL OR s.created_at < $3 AND s.send_on <= s.created_at::date + 1)
           AND NOT EXISTS (SELECT FROM statement_sends n WHERE n.company_id = s.company_id AND n.client_id = s.client_id AND n.state <> 'scheduled' AND (n.created_at, n.id) > (s.created_at, s.id))
       ) x ORDER BY created_at DESC, id DESC LIMIT 20`,
      [
        scope.companyId,
        addSeconds(scope.now, -contract.ALERT_DAYS * 86_400),
        addSeconds(scope.now, -contract.LATE_AFTER_SECONDS),
      ],
    )
    return { items }
  },
})
