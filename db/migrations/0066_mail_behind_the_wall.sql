-- What a company mails stands behind its wall like everything else that it has. Mail about accounts has no company: whoever
-- acts may queue it, and nobody but the sender, which walks all of the queue, can read it.
CALL wall('outbound_emails');
CREATE POLICY account_mail ON outbound_emails FOR INSERT WITH CHECK (company_id IS NULL);
CREATE POLICY platform_sender ON outbound_emails USING (current_setting('app.platform', true) = 'on');
