CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name" ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE absence ( id integer primary key, login text not null references user (login), first_on text not null check (first_on is date(first_on)), last_on text not null check (last_on is date(last_on) and last_on >= first_on), starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'), ends_at text check (ends_at glob '[0-2][0-9]:[0-5][0-9]'), reason text not null check (reason in ('holiday', 'illness', 'business_trip', 'other')), entered_by text not null, created_at text not null, check ((starts_at is null) = (ends_at is null)), check (starts_at is null or (first_on = last_on and ends_at > starts_at)) ) strict;

CREATE INDEX absence_days on absence (last_on, first_on);

CREATE TABLE ad ( id integer primary key autoincrement, order_number text not null collate nocase check (length(trim(order_number)) > 0), issue_year integer not null check (issue_year between 1990 and 2100), issue_number text not null check (length(issue_number) between 1 and 7), issue_first integer not null check (issue_first between 1 and 12), party_id integer not null references party (id), kind text not null check (kind in ('display', 'private_line', 'business_line', 'chronicle', 'other')), format text not null default '', page text not null default '', price_without_vat integer, vat integer, price_with_vat integer, invoice_number text not null default '', issued_on text check (issued_on is date(issued_on)), due_on text check (due_on is date(due_on)), paid_on text check (paid_on is date(paid_on)), cancelled integer not null default 0 check (cancelled in (0, 1)), note text not null default '', created_at text not null, updated_at text not null, issue_day text not null generated always as (printf('%04d-%02d-01', issue_year, issue_first)) virtual, revenue integer not null generated always as ( case when cancelled then 0 else coalesce(price_without_vat, price_with_vat - vat, 0) end) virtual, receivable integer not null generated always as ( case when cancelled then 0 else coalesce(price_with_vat, price_without_vat + vat, price_without_vat, 0) end) virtual, order_id integer references ad_order (id), unique (order_number, issue_year, issue_number) ) strict;

CREATE INDEX ad_open on ad (due_on) where paid_on is null and not cancelled;

CREATE INDEX ad_order_id on ad (order_id) where order_id is not null;

CREATE INDEX ad_party on ad (party_id, issue_year, cancelled);

CREATE INDEX ad_revenue on ad (issue_year, issue_first, cancelled, kind, format, party_id, revenue, issue_number);

CREATE TABLE ad_order ( id integer primary key autoincrement, number text not null unique collate nocase check (length(trim(number)) > 0), party_id integer not null references party (id), source text not null default 'office' check (source in ('office', 'sheet')), state text not null default 'enquiry' check (state in ('enquiry', 'ordered', 'reserved', 'material', 'preview', 'approved', 'placed', 'out', 'invoiced', 'paid', 'cancelled', 'complaint')), kind text not null check (kind in ('display', 'private_line', 'business_line', 'chronicle', 'other')), item text not null default '', width_mm integer check (width_mm > 0), height_mm integer check (height_mm > 0), area_mm2 integer not null default 0 check (area_mm2 >= 0), text text not null default '', persons integer check (persons > 0), photos integer check (photos >= 0), surcharges text not null default '[]' check (json_valid(surcharges)), placement text not null default '', picture text, political integer not null default 0 check (political in (0, 1)), advertorial integer not null default 0 check (advertorial in (0, 1)), contact text not null default '', price_list_id integer references price_list (id), price text check (json_valid(price)), without_vat integer, vat integer, with_vat integer, prepaid integer not null default 0 check (prepaid in (0, 1)), payment text not null default 'transfer' check (payment in ('transfer', 'cash')), ordered_on text check (ordered_on is date(ordered_on)), wanted_issues text not null default '[]' check (json_valid(wanted_issues)), preview_sent_on text check (preview_sent_on is date(preview_sent_on)), preview_until text check (preview_until is date(preview_until)), approved_on text check (approved_on is date(approved_on)), approved_by text not null default '', approved_how text not null default '', register_link text not null default '', note text not null default '', sequence integer not null default 0, created_at text not null, created_by text not null, updated_at text not null ) strict;

CREATE INDEX ad_order_party on ad_order (party_id, ordered_on);

CREATE INDEX ad_order_state on ad_order (state);

CREATE TABLE ad_order_consent ( order_id integer not null references ad_order (id), about text not null check (about in ('late', 'quota', 'political')), by text not null, at text not null, reason text not null check (length(trim(reason)) > 0), may_approve integer not null check (may_approve in (0, 1)), primary key (order_id, about, by) ) strict, without rowid;

CREATE TABLE ad_order_step ( id integer primary key autoincrement, order_id integer not null references ad_order (id), what text not null check (what in ('added', 'edited', 'step', 'consent', 'money')), state text not null, sequence integer not null, changes text not null default '{}' check (json_valid(changes)), reason text not null default '', at text not null, by text not null ) strict;

CREATE INDEX ad_order_step_order on ad_order_step (order_id, id);

CREATE TABLE ad_plan ( year integer not null check (year between 1990 and 2100), month integer not null check (month between 1 and 12), amount integer not null check (amount >= 0), primary key (year, month) ) strict, without rowid;

CREATE TABLE approval ( id integer primary key, story_id integer not null references story (id), content_hash text not null check (length(content_hash) = 64), verdict text not null check (verdict in ('approved', 'returned')), by_login text, by_name text not null, via text not null check (via in ('office', 'link', 'paper')), link_by text, note text not null default '', at text not null, check ((via = 'link') = (link_by is not null)), check (verdict = 'approved' or length(trim(note)) > 0) ) strict;

CREATE TRIGGER approval_no_delete before delete on approval begin select raise(abort, 'approvals are append-only'); end;

CREATE TRIGGER approval_no_update before update on approval begin select raise(abort, 'approvals are append-only'); end;

CREATE INDEX approval_story on approval (story_id);

CREATE TABLE ares_answer ( ico text primary key check (length(ico) = 8), answer text not null check (json_valid(answer)), fetched_at text not null ) strict, without rowid;

CREATE TABLE assignment ( id integer primary key, coverage_id integer not null references coverage (id), login text references user (login), name text not null check (length(trim(name)) > 0), phone text not null default '', email text not null default '', state text not null check (state in ('offered', 'accepted', 'declined', 'released')), reason text not null default '', despite text not null default '', agreed_for text, assigned_by text not null, created_at text not null, answered_at text ) strict;

CREATE INDEX assignment_login on assignment (login, state) where login is not null;

CREATE INDEX assignment_of on assignment (coverage_id);

CREATE UNIQUE INDEX assignment_once on assignment (coverage_id, login) where login is not null and state in ('offered', 'accepted');

CREATE TABLE audit ( id integer primary key, at text not null, who text not null, what text not null, subject text not null, detail_hash text not null, previous text not null, hash text not null unique ) strict;

CREATE TRIGGER audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;

CREATE TRIGGER audit_no_gap before insert on audit when new.id is not (select coalesce(max(id), 0) + 1 from audit) begin select raise(abort, 'a gap in the audit'); end;

CREATE TRIGGER audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end;

CREATE INDEX audit_subject on audit (subject);

CREATE TABLE audit_detail ( id integer primary key references audit (id), salt text not null, detail text not null ) strict;

CREATE TABLE bank_line ( id integer primary key autoincrement, statement_id integer not null references bank_statement (id), account text not null, document_no text not null, amount integer not null, currency text not null default 'CZK', booked_on text not null check (booked_on is date(booked_on)), value_on text check (value_on is date(value_on)), counter_account text not null default '', counter_name text not null default '', vs text not null default '', ks text not null default '', ss text not null default '', message text not null default '', reversal integer not null default 0 check (reversal in (0, 1)), set_aside text not null default '', unique (account, document_no, booked_on, amount) ) strict;

CREATE INDEX bank_line_day on bank_line (booked_on);

CREATE INDEX bank_line_statement on bank_line (statement_id);

CREATE TABLE bank_refused ( file_name text primary key, file_hash text not null check (length(file_hash) = 64), sentence text not null, params text not null check (json_valid(params)), at text not null ) strict;

CREATE TABLE bank_statement ( id integer primary key autoincrement, file_hash text not null unique check (length(file_hash) = 64), file_name text not null, format text not null check (format in ('gpc', 'camt.053')), account text not null, number text not null default '', first_day text check (first_day is date(first_day)), last_day text check (last_day is date(last_day)), opening integer, closing integer, currency text not null default 'CZK', problems text not null default '[]' check (json_valid(problems)), read_at text not null, read_by text not null ) strict;

CREATE TABLE caldav_link ( subject text primary key, uid text not null unique, href text not null default '', etag text not null default '', mark text not null default '', waits text check (waits in ('changed', 'deleted', 'refused')), theirs text not null default '', sentence text not null default '', params text not null default '{}' check (json_valid(params)) ) strict, without rowid;

CREATE TABLE caldav_run ( id integer primary key check (id = 1), at text not null, sentence text not null default '', params text not null default '{}' check (json_valid(params)) ) strict;

CREATE TABLE campaign ( id integer primary key, name text not null unique check (length(trim(name)) > 0), steps text not null check (json_valid(steps)), put_away integer not null default 0 check (put_away in (0, 1)), updated_by text not null, updated_at text not null ) strict;

CREATE TABLE campaign_use ( campaign_id integer not null references campaign (id), story_id integer not null references story (id), by_login text not null, at text not null, photos_id integer references story (id), primary key (campaign_id, story_id) ) strict, without rowid;

CREATE TABLE card ( story_id integer not null references story (id), format text not null check (format in ('1080x1080', '1200x630')), file text not null, alt text not null, primary key (story_id, format) ) strict, without rowid;

CREATE TABLE channel ( code text primary key, kind text not null, name text not null check (length(trim(name)) > 0), by_hand integer not null default 0 check (by_hand in (0, 1)), switched_on integer not null default 1 check (switched_on in (0, 1)), options text not null default '{}' check (json_valid(options)), token_expires_on text, limited_until text, checked_at text, worked_at text, trouble text, error text, version integer not null default 1 , place text, reach_from text) strict, without rowid;

CREATE TABLE citizen_feed ( url text primary key, etag text not null default '', modified text not null default '', checked_at text, worked_at text, error text not null default '' ) strict, without rowid;

CREATE TABLE citizen_message ( id integer primary key, number text unique, category text not null, title text not null check (length(trim(title)) > 0), text_sms text not null default '', text_email text not null default '', text_app text not null default '', channels text not null check (json_valid(channels)), whole_town integer not null default 1 check (whole_town in (0, 1)), streets text not null default '', groups text not null default '', link text not null default '', source text not null default '', plain_sms integer not null default 1 check (plain_sms in (0, 1)), expected integer not null default 0 check (expected >= 0), corrects_id integer references citizen_message (id), story_id integer, photo_id integer references photo (id), state text not null default 'draft' check (state in ('draft', 'approved', 'sent')), approved_by text, approved_at text, sent_at text, recipients text not null default '{}' check (json_valid(recipients)), cost integer, rss_link text, rss_at text, version integer not null default 1, created_by text not null, created_at text not null, updated_at text not null, check ((number is null) = (state <> 'sent')), check ((sent_at is null) = (state <> 'sent')) ) strict;

CREATE TABLE consent ( id integer primary key, story_id integer not null references story (id), subject text not null check (length(trim(subject)) > 0), basis text not null check (basis in ('name_only', 'consent', 'news_licence', 'official')), scope text not null default '', valid_until text, reference text not null default '', by_login text not null, at text not null, revoked_at text, check (basis <> 'consent' or length(trim(reference)) > 0) ) strict;

CREATE INDEX consent_story on consent (story_id);

CREATE TABLE coverage ( id integer primary key, event_id integer not null references event (id), kind text not null check (kind in ('text', 'photo', 'video', 'radio', 'tv')), intent text not null check (intent in ('intended', 'undecided', 'no', 'on_request')), due_at text not null check (due_at is strftime('%Y-%m-%d %H:%M', due_at)), due_given integer not null default 0 check (due_given in (0, 1)), planned_for text not null check (planned_for is date(planned_for)), note text not null default '', cancelled_at text, cancelled_because text not null default '', created_at text not null, unique (event_id, kind), check ((cancelled_at is null) = (cancelled_because = '')) ) strict;

CREATE TABLE delivery ( id integer primary key, coverage_id integer not null references coverage (id), assignment_id integer references assignment (id), what text not null default '', link text not null default '', count integer check (count > 0), author text not null default '', licence text not null check (licence in ('employee', 'contract', 'consent', 'free')), consent text not null check (consent in ('public', 'named', 'children')), note text not null default '', delivered_at text not null, delivered_by text not null, withdrawn_at text, withdrawn_because text not null default '', check (what <> '' or link <> '' or count is not null), check ((withdrawn_at is null) = (withdrawn_because = '')) ) strict;

CREATE INDEX delivery_of on delivery (coverage_id);

CREATE TABLE diary_block ( id integer primary key autoincrement, holder_id integer not null references office_holder (id), kind text not null check (kind in ('meeting', 'holiday', 'private', 'travel', 'trip')), private integer not null default 0 check (private in (0, 1)), starts_on text not null check (starts_on is date(starts_on)), ends_on text not null check (ends_on is date(ends_on) and ends_on >= starts_on), starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'), ends_at text check (ends_at glob '[0-2][0-9]:[0-5][0-9]'), title text not null default '', place text not null default '', with_whom text not null default '', prepares text not null default '', note text not null default '', sequence integer not null default 0, created_at text not null, updated_at text not null, check (starts_at is not null or ends_at is null), check (not private or title || place || with_whom || prepares || note = '') ) strict;

CREATE INDEX diary_block_days on diary_block (starts_on, ends_on);

CREATE TABLE diary_briefing ( id integer primary key, holder_id integer not null references office_holder (id), event_id integer references event (id) on delete cascade, block_id integer references diary_block (id) on delete cascade, leaves_at text check (leaves_at glob '[0-2][0-9]:[0-5][0-9]'), meets text not null default '', meets_phone text not null default '', says text not null default '', gift text not null default '', parking text not null default '', dress text not null default '', driver text not null default '', check ((event_id is null) <> (block_id is null)), unique (holder_id, event_id), unique (holder_id, block_id) ) strict;

CREATE TABLE diary_private ( block_id integer primary key references diary_block (id) on delete cascade, title text not null default '', place text not null default '', with_whom text not null default '', prepares text not null default '', note text not null default '' ) strict;

CREATE TABLE event ( id integer primary key autoincrement, code text unique, uid text not null unique, sequence integer not null default 0, title text not null check (length(trim(title)) > 0), kind text not null check (kind in ('town', 'culture_house', 'club', 'school', 'memorial', 'ceremony', 'visit', 'council', 'other')), starts_on text not null check (starts_on is date(starts_on)), ends_on text not null check (ends_on is date(ends_on) and ends_on >= starts_on), starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'), ends_at text check (ends_at glob '[0-2][0-9]:[0-5][0-9]'), venue_id integer references venue (id), organiser_id integer references party (id), description text not null default '', audience text not null default '', admission text not null default '', attended_by text not null default '', state text not null check (state in ('proposed', 'confirmed', 'postponed', 'cancelled', 'held', 'documented', 'closed')), note text not null default '', created_at text not null, updated_at text not null , calendar text not null default 'town' check (calendar in ('town', 'culture_house', 'ceremonies', 'memorial', 'leadership')), public integer not null default 1 check (public in (0, 1)), all_day integer not null default 0 check (all_day in (0, 1)), summary text not null default '', co_organisers text not null default '', contact text not null default '', for_children integer check (for_children in (0, 1)), patronage text not null default '', web text not null default '', publish_to text not null default '[]' check (json_valid(publish_to)), paper_issue text not null default '', picture text, picture_alt text not null default '', picture_credit text not null default '', responsible text, deputy text, series_id integer references event_series (id), occurs_on text check (occurs_on is date(occurs_on)), detached integer not null default 0 check (detached in (0, 1))) strict;

CREATE INDEX event_longer on event (ends_on) where ends_on > starts_on;

CREATE UNIQUE INDEX event_occurrence on event (series_id, occurs_on) where series_id is not null;

CREATE INDEX event_starts_on on event (starts_on, ends_on);

CREATE INDEX event_venue on event (venue_id, starts_on);

CREATE TABLE event_attendee ( event_id integer not null references event (id) on delete cascade, holder_id integer not null references office_holder (id), answer text not null default 'asked' check (answer in ('asked', 'confirmed', 'excused', 'deputy')), speaks integer not null default 0 check (speaks in (0, 1)), deputy_id integer references office_holder (id), note text not null default '', primary key (event_id, holder_id) ) strict, without rowid;

CREATE INDEX event_attendee_holder on event_attendee (holder_id);

CREATE TABLE event_change ( id integer primary key, event_id integer not null references event (id) on delete cascade, at text not null, by_login text not null, sequence integer not null, what text not null check (what in ('added', 'edited', 'moved', 'step', 'series')), reason text not null default '', changes text not null check (json_valid(changes)), moved_from text check (moved_from is date(moved_from)) ) strict;

CREATE INDEX event_change_moved on event_change (moved_from) where moved_from is not null;

CREATE TRIGGER event_change_no_update before update on event_change begin select raise(abort, 'event_change is append-only'); end;

CREATE INDEX event_change_of on event_change (event_id, id);

CREATE TABLE event_outlet ( id integer primary key, event_id integer not null references event (id) on delete cascade, outlet text not null check (length(outlet) > 0), label text not null check (length(trim(label)) > 0), sequence integer not null, gone integer not null default 0 check (gone in (0, 1)), at text not null, by_login text not null ) strict;

CREATE INDEX event_outlet_of on event_outlet (event_id, outlet, id);

CREATE TABLE event_series ( id integer primary key autoincrement, uid text not null unique, rule text not null check (length(rule) > 0), starts_on text not null check (starts_on is date(starts_on)), starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'), filled_until text not null check (filled_until is date(filled_until)), exdates text not null default '[]' check (json_valid(exdates)), continues_id integer references event_series (id), sequence integer not null default 0, created_at text not null, updated_at text not null ) strict;

CREATE TABLE event_template ( id integer primary key, name text not null unique collate nocase check (length(trim(name)) > 0), entry text not null check (json_valid(entry)), task_template text, created_at text not null ) strict;

CREATE TABLE feed_plan ( story_id integer primary key references story (id), wall_time text not null, publish_at text not null, content_hash text not null check (length(content_hash) = 64), trouble text not null default '', by_login text not null, at text not null ) strict;

CREATE TABLE finance_number ( invoice_id integer primary key references invoice (id), number text not null unique check (length(trim(number)) > 0), vs text not null check (length(vs) between 1 and 10 and vs not glob '*[^0-9]*'), at text not null, by text not null ) strict;

CREATE TABLE guest ( id integer primary key autoincrement, event_id integer not null references event (id), name text not null check (length(trim(name)) > 0), title_before text not null default '', title_after text not null default '', organisation text not null default '', office text not null default '', category text not null check (category in ('state', 'abroad', 'region', 'veterans', 'town', 'mayors', 'council', 'church', 'institutions', 'clubs', 'schools', 'partners', 'media', 'others')), rank integer not null check (rank between 1 and 999), woman integer check (woman in (0, 1)), salutation text not null default '', salutation_by text, email text not null default '', phone text not null default '', street text not null default '', zip text not null default '' check (zip = '' or (length(zip) = 5 and zip not glob '*[^0-9]*')), town text not null default '', pronunciation text not null default '', companions integer not null default 0 check (companions between 0 and 20), diet text not null default '', seat text not null default '', note text not null default '', state text not null default 'listed' check (state in ('listed', 'invited', 'accepted', 'excused', 'came', 'absent')), invited_at text, invited_by_way text not null default '' check (invited_by_way in ('', 'post', 'email', 'hand', 'phone')), answered_at text, coming integer not null default 0 check (coming between 0 and 21), to_tell text not null default '', created_at text not null, forgotten_on text check (forgotten_on is date(forgotten_on)), check ((state = 'listed') = (invited_at is null)) ) strict;

CREATE INDEX guest_of on guest (event_id, rank);

CREATE TABLE guest_list ( event_id integer primary key references event (id), inviting_id integer references office_holder (id), reply_by text check (reply_by is date(reply_by)), reply_to text not null default '', programme text not null default '', dress text not null default '', parking text not null default '', text text not null default '', transferable integer not null default 0 check (transferable in (0, 1)) ) strict;

CREATE TABLE handover ( id integer primary key, number text not null unique, series text not null, year integer not null, seq integer not null check (seq > 0), day text not null check (day is date(day) and cast(substr(day, 1, 4) as integer) = year), place_id integer not null references place (id), party_id integer not null references party (id), receiver text not null check (length(trim(receiver)) > 0), represented_by text not null default '', purpose text not null check (length(trim(purpose)) > 0), event text not null default '', condition text not null default '', return_by text check (return_by is date(return_by) and return_by >= day), issued_by text not null, over_limit integer not null default 0 check (over_limit in (0, 1)), decision text not null default '', paper text not null, paper_sha256 text not null check (length(paper_sha256) = 64), created_at text not null, event_id integer references event (id), unique (series, year, seq) ) strict;

CREATE INDEX handover_event on handover (event_id) where event_id is not null;

CREATE TRIGGER handover_no_delete before delete on handover begin select raise(abort, 'handover is append-only'); end;

CREATE TRIGGER handover_no_update before update on handover begin select raise(abort, 'handover is append-only'); end;

CREATE INDEX handover_party on handover (party_id, year);

CREATE TABLE heartbeat ( worker integer primary key check (worker = 1), at text not null, version text not null ) strict;

CREATE TABLE held_back ( story_id integer not null references story (id), channel text not null, wall_time text not null, last_post integer not null, primary key (story_id, channel, wall_time) ) strict, without rowid;

CREATE TABLE import_memory ( run_id integer primary key references import_run (id), said blob not null, kept blob not null, before blob not null, inserted text not null check (json_valid(inserted)) ) strict;

CREATE TABLE import_problem ( id integer primary key, run_id integer not null references import_run (id), sheet text not null, row integer, column_letter text, heading text, value text, sentence text not null, params text not null check (json_valid(params)), blocks integer not null check (blocks in (0, 1)) ) strict;

CREATE INDEX import_problem_of_run on import_problem (run_id);

CREATE TABLE import_run ( id integer primary key, source_id integer not null references source (id), at text not null, by text not null, file_name text not null, content_hash text not null default '', raw_path text, state text not null check (state in ('applied', 'undone', 'refused', 'failed')), new integer not null default 0, changed integer not null default 0, unchanged integer not null default 0, missing integer not null default 0, problems integer not null default 0, conflicts integer not null default 0, sentence text not null default '', params text not null default '{}' check (json_valid(params)), notes text not null default '[]' check (json_valid(notes)), undone_at text, undone_by text, check ((state = 'undone') = (undone_by is not null)) ) strict;

CREATE INDEX import_run_of_source on import_run (source_id, id);

CREATE TABLE invitation ( id integer primary key autoincrement, received_on text not null check (received_on is date(received_on)), reference text not null default '', sender text not null check (length(trim(sender)) > 0), email text not null default '', phone text not null default '', salutation text not null default '', title text not null check (length(trim(title)) > 0), starts_on text not null check (starts_on is date(starts_on)), starts_at text check (starts_at glob '[0-2][0-9]:[0-5][0-9]'), ends_at text check (ends_at glob '[0-2][0-9]:[0-5][0-9]'), place text not null default '', gift text not null default '', note text not null default '', answer_by text check (answer_by is date(answer_by)), state text not null default 'came' check (state in ('came', 'offered', 'accepted', 'excused', 'deputy')), holder_id integer references office_holder (id), deputy_id integer references office_holder (id) check (deputy_id <> holder_id), event_id integer references event (id) on delete set null, block_id integer references diary_block (id) on delete set null, sent_on text check (sent_on is date(sent_on)), sent_by text, reply text not null default '', created_at text not null, check (state = 'came' or holder_id is not null), check ((state = 'deputy') = (deputy_id is not null)), check (sent_on is null or state in ('accepted', 'excused', 'deputy')) ) strict;

CREATE INDEX invitation_waits on invitation (answer_by) where sent_on is null;

CREATE TABLE invoice ( id integer primary key autoincrement, kind text not null check (kind in ('invoice', 'advance', 'advance_tax', 'credit', 'cash', 'basis')), series text not null, year integer not null check (year between 2000 and 2200), serial integer not null check (serial > 0), number text not null unique, vs text not null check (length(vs) between 1 and 10 and vs not glob '*[^0-9]*'), party_id integer not null references party (id), original_id integer references invoice (id), order_id integer references ad_order (id), reason text not null default '', issued_on text not null check (issued_on is date(issued_on)), tax_point_on text check (tax_point_on is date(tax_point_on)), due_on text check (due_on is date(due_on)), payment text not null default 'transfer' check (payment in ('transfer', 'cash')), base integer not null, vat integer not null, total integer not null check (total = base + vat), rounding integer not null default 0 check (rounding between -50 and 50 and (rounding = 0 or payment = 'cash')), lines integer not null check (lines > 0), payment_id integer unique references payment (id), supplier text not null check (json_valid(supplier)), customer text not null check (json_valid(customer)), note text not null default '', pdf text not null, isdoc text not null default '', hash text not null check (length(hash) = 64), issued_at text not null, issued_by text not null, unique (series, year, serial), check ((kind = 'credit') = (total < 0)), check (kind <> 'credit' or (original_id is not null and length(trim(reason)) > 0)), check ((kind = 'advance_tax') = (payment_id is not null)) ) strict;

CREATE TRIGGER invoice_no_delete before delete on invoice begin select raise(abort, 'invoice is append-only'); end;

CREATE TRIGGER invoice_no_update before update on invoice begin select raise(abort, 'invoice is append-only'); end;

CREATE INDEX invoice_order on invoice (order_id) where order_id is not null;

CREATE INDEX invoice_original on invoice (original_id) where original_id is not null;

CREATE INDEX invoice_party on invoice (party_id, issued_on);

CREATE INDEX invoice_vs on invoice (vs);

CREATE TABLE invoice_deposit ( id integer primary key autoincrement, invoice_id integer not null references invoice (id), advance_tax_id integer not null references invoice (id), rate integer not null check (rate between 0 and 100), base integer not null, vat integer not null, total integer not null check (total = base + vat and total > 0), unique (invoice_id, advance_tax_id, rate) ) strict;

CREATE INDEX invoice_deposit_advance on invoice_deposit (advance_tax_id);

CREATE TRIGGER invoice_deposit_no_delete before delete on invoice_deposit begin select raise(abort, 'invoice_deposit is append-only'); end;

CREATE TRIGGER invoice_deposit_no_update before update on invoice_deposit begin select raise(abort, 'invoice_deposit is append-only'); end;

CREATE TABLE invoice_hold ( invoice_id integer primary key references invoice (id), reason text not null check (length(trim(reason)) > 0), at text not null, by text not null ) strict;

CREATE TABLE invoice_line ( id integer primary key autoincrement, invoice_id integer not null references invoice (id), position integer not null check (position > 0), text text not null check (length(trim(text)) > 0), quantity integer not null default 1 check (quantity > 0), unit text not null default 'ks', unit_price integer not null, rate integer not null check (rate between 0 and 100), base integer not null, vat integer not null, total integer not null check (total = base + vat), ad_id integer references ad (id), corrects integer references invoice_line (id), unique (invoice_id, position) ) strict;

CREATE INDEX invoice_line_ad on invoice_line (ad_id) where ad_id is not null;

CREATE TRIGGER invoice_line_ad_once before insert on invoice_line when new.ad_id is not null and (select kind from invoice where id = new.invoice_id) in ('invoice', 'cash', 'basis') and (select coalesce(sum(other.total), 0) from invoice_line other join invoice i on i.id = other.invoice_id where other.ad_id = new.ad_id and i.kind in ('invoice', 'cash', 'basis', 'credit') and not exists (select 1 from invoice_withdrawn w where w.invoice_id = i.id)) <> 0 begin select raise(abort, 'the ad is on an invoice already'); end;

CREATE INDEX invoice_line_corrects on invoice_line (corrects) where corrects is not null;

CREATE TRIGGER invoice_line_credit_within before insert on invoice_line when new.corrects is not null and (new.total >= 0 or (select o.total from invoice_line o where o.id = new.corrects) + new.total + (select coalesce(sum(c.total), 0) from invoice_line c where c.corrects = new.corrects) < 0) begin select raise(abort, 'a credit note over its original'); end;

CREATE TRIGGER invoice_line_no_delete before delete on invoice_line begin select raise(abort, 'invoice_line is append-only'); end;

CREATE TRIGGER invoice_line_no_later before insert on invoice_line when new.position > (select lines from invoice where id = new.invoice_id) begin select raise(abort, 'the document is issued already'); end;

CREATE TRIGGER invoice_line_no_update before update on invoice_line begin select raise(abort, 'invoice_line is append-only'); end;

CREATE TABLE invoice_withdrawn ( invoice_id integer primary key references invoice (id), reason text not null check (length(trim(reason)) > 0), at text not null, by text not null ) strict;

CREATE TRIGGER invoice_withdrawn_no_delete before delete on invoice_withdrawn begin select raise(abort, 'invoice_withdrawn is append-only'); end;

CREATE TRIGGER invoice_withdrawn_no_update before update on invoice_withdrawn begin select raise(abort, 'invoice_withdrawn is append-only'); end;

CREATE TABLE item ( id integer primary key autoincrement, code text not null unique collate nocase check (length(trim(code)) > 0), name text not null check (length(trim(name)) > 0), category text not null default '', unit text not null default 'ks' check (length(trim(unit)) > 0), purchase_price integer not null default 0 check (purchase_price >= 0), minimum integer not null default 0 check (minimum >= 0), supplier text not null default '', default_place_id integer references place (id), for_children integer not null default 0 check (for_children in (0, 1)), sold_at_info_centre integer not null default 0 check (sold_at_info_centre in (0, 1)), photo text, photo_name text not null default '', expires_on text check (expires_on is date(expires_on)), retired integer not null default 0 check (retired in (0, 1)), note text not null default '', created_at text not null ) strict;

CREATE TABLE job ( id integer primary key, kind text not null, arguments text not null check (json_valid(arguments)), asked_by text not null, asked_at text not null, state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')), done integer not null default 0, total integer not null default 0, message text not null default '', result text check (result is null or json_valid(result)), started_at text, finished_at text ) strict;

CREATE INDEX job_waiting on job (id) where state = 'queued';

CREATE TABLE known_salutation ( folded text primary key, salutation text not null check (length(trim(salutation)) > 0), confirmed_by text not null, at text not null ) strict, without rowid;

CREATE TABLE media_contact ( id integer primary key autoincrement, medium text not null check (length(trim(medium)) > 0), kind text not null check (kind in ('press', 'web', 'radio', 'tv', 'agency')), name text not null default '', role text not null default '', email text not null default '', phone text not null default '', topics text not null default '', valid_to text, version integer not null default 1 ) strict;

CREATE TABLE media_output ( id integer primary key, on_day text not null, medium text not null, title text not null, url text not null default '', tone text not null default '0' check (tone in ('+', '0', '-')), topic text not null default '', event_id integer references event (id) on delete set null, query_id integer references media_query (id), release_id integer references press_release (id), by_login text not null, at text not null ) strict;

CREATE TABLE media_post ( id integer primary key autoincrement, channel text not null check (length(channel) > 0), remote_id text not null check (length(remote_id) > 0), kind text not null default '', published_at text, published_on text check (published_on is date(published_on)), title text not null, caption text not null default '', permalink text not null default '', created_at text not null, updated_at text not null, unique (channel, remote_id) ) strict;

CREATE INDEX media_post_published on media_post (published_on);

CREATE TABLE media_query ( id integer primary key, came_at text not null, medium text not null, journalist text not null default '', contact text not null default '', question text not null check (length(trim(question)) > 0), answer_by text, is_information_request integer not null default 0 check (is_information_request in (0, 1)), extended_because text not null default '', published_on text, solved_by text not null default '', material_at text, answer text not null default '', approved_by text, sent_at text, came_out text not null default '', version integer not null default 1, by_login text not null ) strict;

CREATE TABLE memorial_lock ( id integer primary key, event_id integer not null, version integer not null, at text not null, by_login text not null, by_name text not null, unlocked_at text, unlocked_because text not null default '', foreign key (event_id, version) references memorial_version (event_id, version), check ((unlocked_at is null) = (unlocked_because = '')) ) strict;

CREATE UNIQUE INDEX memorial_locked on memorial_lock (event_id) where unlocked_at is null;

CREATE TABLE memorial_version ( event_id integer not null references event (id), version integer not null check (version > 0), at text not null, by_login text not null, reason text not null default '', content text not null check (json_valid(content)), primary key (event_id, version) ) strict;

CREATE TRIGGER memorial_version_no_delete before delete on memorial_version begin select raise(abort, 'memorial_version is append-only'); end;

CREATE TRIGGER memorial_version_no_update before update on memorial_version begin select raise(abort, 'memorial_version is append-only'); end;

CREATE TABLE movement ( id integer primary key, kind text not null check (kind in ('P', 'V', 'T', 'R', 'Z', 'I', 'O')), day text not null check (day is date(day)), item_id integer not null references item (id), quantity integer not null check (quantity > 0), unit_price integer not null check (unit_price >= 0), from_place_id integer references place (id), to_place_id integer references place (id), party_id integer references party (id), purpose text not null default '', handed_by text not null default '', received_by text not null default '', handover_id integer references handover (id), reverses_id integer unique references movement (id), corrects_id integer references movement (id), note text not null default '', source text, created_at text not null, check ((kind = 'O') = (reverses_id is not null)), check (case kind when 'P' then from_place_id is null and to_place_id is not null when 'R' then from_place_id is null and to_place_id is not null when 'V' then from_place_id is not null and to_place_id is null when 'Z' then from_place_id is not null and to_place_id is null when 'I' then (from_place_id is null) <> (to_place_id is null) when 'T' then from_place_id is not null and to_place_id is not null and from_place_id <> to_place_id else from_place_id is not null or to_place_id is not null end) ) strict;

CREATE INDEX movement_balance on movement (item_id, from_place_id, to_place_id, day, quantity);

CREATE INDEX movement_corrects on movement (corrects_id) where corrects_id is not null;

CREATE INDEX movement_handover on movement (handover_id) where handover_id is not null;

CREATE TRIGGER movement_no_delete before delete on movement begin select raise(abort, 'movement is append-only'); end;

CREATE TRIGGER movement_no_update before update on movement begin select raise(abort, 'movement is append-only'); end;

CREATE INDEX movement_party on movement (party_id, day) where party_id is not null;

CREATE INDEX movement_source on movement (source) where source is not null;

CREATE INDEX movement_use on movement (day, kind, item_id, quantity);

CREATE TABLE newsletter_request ( id integer primary key, at text not null, who text not null ) strict;

CREATE INDEX newsletter_request_who on newsletter_request (who, at);

CREATE TABLE number_series ( code text not null, year integer not null check (year between 1990 and 2200), last integer not null check (last > 0), primary key (code, year) ) strict, without rowid;

CREATE TABLE office_holder ( id integer primary key, name text not null check (length(trim(name)) > 0), title_before text not null default '', office text not null check (length(trim(office)) > 0), rank integer not null default 50 check (rank between 1 and 99), salutation text not null default '', login text, email text not null default '', phone text not null default '', valid_from text not null check (valid_from is date(valid_from)), valid_to text check (valid_to is date(valid_to) and valid_to >= valid_from), feed text unique check (length(feed) = 64), feed_private integer not null default 0 check (feed_private in (0, 1)), feed_made_at text, created_at text not null ) strict;

CREATE TABLE outbox ( id integer primary key, channel text not null, operation text not null default 'publish' check (operation in ('publish', 'correct', 'withdraw')), key text not null unique, payload text not null check (json_valid(payload)), state text not null default 'queued' check (state in ('queued', 'sending', 'published', 'failed', 'unknown', 'missed', 'handover', 'cancelled')), publish_at text not null, grace_minutes integer not null default 120 check (grace_minutes >= 0), next_try_at text, tries integer not null default 0, failures integer not null default 0, lease_until text, left_at text, first_left_at text, absent_at text, remote_id text, remote_url text, recipients integer, trouble text check (trouble in ('reauth', 'content', 'rate_limited', 'transient', 'unknown', 'disconnected', 'off')), error text, created_by text not null, created_at text not null, settled_at text , stopped integer not null default 0 check (stopped in (0, 1)), addressed integer, place text, after_id integer references outbox (id)) strict;

CREATE INDEX outbox_after on outbox (after_id) where after_id is not null;

CREATE INDEX outbox_due on outbox (next_try_at) where state in ('queued', 'unknown');

CREATE INDEX outbox_lease on outbox (lease_until) where state = 'sending';

CREATE INDEX outbox_remote on outbox (channel, remote_id) where remote_id is not null;

CREATE TABLE outbox_attempt ( id integer primary key, message_id integer not null references outbox (id), at text not null, phase text not null check (phase in ('prepare', 'submit', 'confirm', 'find')), outcome text not null, status integer, headers text not null default '', body text not null default '', milliseconds integer not null ) strict;

CREATE INDEX outbox_attempt_message on outbox_attempt (message_id);

CREATE TABLE outbox_part ( key text not null, part text not null, state text not null check (state in ('sending', 'accepted', 'refused', 'postponed', 'unknown')), answer text not null default '', at text not null, primary key (key, part) ) strict, without rowid;

CREATE TABLE paper_issue ( id integer primary key autoincrement, year integer not null check (year between 1990 and 2100), first integer not null check (first between 1 and 12), number text not null check (length(number) between 1 and 7), closes_at text not null check (closes_at is strftime('%Y-%m-%dT%H:%M', closes_at)), out_on text not null check (out_on is date(out_on)), ad_area integer check (ad_area > 0), copies integer check (copies > 0), print_cost integer check (print_cost >= 0), distribution_cost integer check (distribution_cost >= 0), note text not null default '', unique (year, first) ) strict;

CREATE TABLE party ( id integer primary key, name text not null check (length(trim(name)) > 0), folded text not null, kind text not null default 'organisation' check (kind in ('organisation', 'person', 'own')), ico text check (ico is null or (length(ico) = 8 and ico not glob '*[^0-9]*')), address text not null default '', email text not null default '', phone text not null default '', note text not null default '', created_at text not null , dic text not null default '', country text not null default 'CZ' check (length(country) = 2), account text not null default '', data_box text not null default '', contact_person text not null default '', pays_first text not null default '', merged_into integer references party (id) check (merged_into <> id)) strict;

CREATE INDEX party_folded on party (folded);

CREATE UNIQUE INDEX party_ico on party (ico) where ico is not null;

CREATE INDEX party_merged on party (merged_into) where merged_into is not null;

CREATE TABLE payment ( id integer primary key autoincrement, invoice_id integer not null references invoice (id), amount integer not null check (amount <> 0), paid_on text not null check (paid_on is date(paid_on)), source text not null check (source in ('bank', 'cash', 'hand', 'advance', 'rounding')), bank_line_id integer references bank_line (id), reverses integer unique references payment (id), goes_with integer references payment (id), note text not null default '', at text not null, by text not null ) strict;

CREATE INDEX payment_invoice on payment (invoice_id, amount);

CREATE INDEX payment_line on payment (bank_line_id) where bank_line_id is not null;

CREATE TRIGGER payment_no_delete before delete on payment begin select raise(abort, 'payment is append-only'); end;

CREATE TRIGGER payment_no_update before update on payment begin select raise(abort, 'payment is append-only'); end;

CREATE TABLE photo ( id integer primary key autoincrement, file text not null unique, original_name text not null, original_hash text not null unique check (length(original_hash) = 64), width integer not null, height integer not null, bytes integer not null, taken_at text check (taken_at is strftime('%Y-%m-%d %H:%M:%S', taken_at)), likeness text not null check (length(likeness) = 16), credit text not null default '', licence text not null default 'news' check (licence in ('news', 'consent', 'no_promotion')), licence_note text not null default '', licence_until text check (licence_until is date(licence_until)), alt text not null default '', event_id integer references event (id) on delete set null, by_login text not null, at text not null, withdrawn_at text, withdrawn_reason text, check ((withdrawn_at is null) = (withdrawn_reason is null)) ) strict;

CREATE INDEX photo_event on photo (event_id);

CREATE TABLE place ( id integer primary key, name text not null unique collate nocase check (length(trim(name)) > 0) ) strict;

CREATE TABLE post ( id integer primary key, story_id integer not null references story (id), channel text not null, operation text not null default 'publish' check (operation in ('publish', 'correct', 'withdraw')), original_id integer references post (id), content_hash text not null check (length(content_hash) = 64), message_id integer not null unique references outbox (id), wall_time text not null, reason text not null default '', cost integer, told integer not null default 0 check (told in (0, 1)), by_login text not null, at text not null, check ((operation = 'publish') = (original_id is null)) ) strict;

CREATE INDEX post_story on post (story_id);

CREATE INDEX post_told on post (message_id) where told = 0;

CREATE TABLE post_picture ( post_id integer not null references post (id), file text not null, original text not null, primary key (post_id, file) ) strict, without rowid;

CREATE INDEX post_picture_file on post_picture (file);

CREATE TABLE press_approval ( id integer primary key, subject text not null, content_hash text not null check (length(content_hash) = 64), by_login text not null, at text not null, unique (subject, content_hash, by_login) ) strict;

CREATE TRIGGER press_approval_no_delete before delete on press_approval begin select raise(abort, 'approvals are append-only'); end;

CREATE TRIGGER press_approval_no_update before update on press_approval begin select raise(abort, 'approvals are append-only'); end;

CREATE TABLE press_release ( id integer primary key, kind text not null default 'release' check (kind in ('release', 'invitation')), number text unique, title text not null check (length(trim(title)) > 0), perex text not null default '', body text not null default '', facts text not null default '', place text not null default '', happens text not null default '', venue text not null default '', reply text not null default '', contact text not null default '', photo_credit text not null default '', embargo_until text, event_id integer references event (id) on delete set null, corrects_id integer references press_release (id), state text not null default 'draft' check (state in ('draft', 'issued', 'withdrawn')), file text, issued_at text, issued_by text, withdrawn_reason text, version integer not null default 1, created_by text not null, created_at text not null, updated_by text not null, updated_at text not null, check ((number is null) = (state = 'draft')), check ((file is null) = (state = 'draft')), check ((withdrawn_reason is null) = (state <> 'withdrawn')) ) strict;

CREATE TRIGGER press_release_frozen before update on press_release when old.state <> 'draft' and (new.number is not old.number or new.file is not old.file or new.title is not old.title or new.perex is not old.perex or new.body is not old.body) begin select raise(abort, 'an issued press release is frozen'); end;

CREATE TABLE press_release_sent ( id integer primary key, release_id integer not null references press_release (id), contact_id integer not null references media_contact (id), way text not null check (way in ('mail', 'phone', 'person')), at text not null, by_login text not null, unique (release_id, contact_id, way) ) strict;

CREATE TABLE price_list ( id integer primary key autoincrement, name text not null check (length(trim(name)) > 0), valid_from text not null check (valid_from is date(valid_from)), valid_to text check (valid_to is date(valid_to) and valid_to >= valid_from), resolution text not null default '', state text not null default 'draft' check (state in ('draft', 'in_force', 'withdrawn')), content text not null check (json_valid(content)), created_at text not null, created_by text not null ) strict;

CREATE TRIGGER price_list_alone before update of state, valid_to on price_list when new.state = 'in_force' and exists (select 1 from price_list other where other.id <> new.id and other.state = 'in_force' and other.valid_from <= coalesce(new.valid_to, '9999') and new.valid_from <= coalesce(other.valid_to, '9999')) begin select raise(abort, 'two price lists at once'); end;

CREATE TRIGGER price_list_frozen before update of name, valid_from, resolution, content on price_list when old.state <> 'draft' begin select raise(abort, 'a price list in force is frozen'); end;

CREATE TRIGGER price_list_kept before delete on price_list when old.state <> 'draft' begin select raise(abort, 'a price list in force is kept'); end;

CREATE TRIGGER price_list_state before update of state on price_list when old.state <> 'draft' and new.state <> old.state and new.state <> 'withdrawn' begin select raise(abort, 'a price list in force is only withdrawn'); end;

CREATE TABLE publication ( id integer primary key, story_id integer not null references story (id), guid text not null, channel text not null check (channel in ('feed')), step text not null check (step in ('published', 'corrected', 'withdrawn')), at text not null, by_login text not null, title text not null, perex text not null, text text not null, picture text, alt text not null, content_hash text not null check (length(content_hash) = 64), reason text not null default '' ) strict;

CREATE UNIQUE INDEX publication_guid on publication (guid) where step = 'published';

CREATE TRIGGER publication_no_delete before delete on publication begin select raise(abort, 'publications are append-only'); end;

CREATE TRIGGER publication_no_update before update on publication begin select raise(abort, 'publications are append-only'); end;

CREATE INDEX publication_picture on publication (picture) where picture is not null;

CREATE INDEX publication_story on publication (story_id, id);

CREATE TABLE radio_brief ( id integer primary key, starts_on text not null, ends_on text not null, due_on text not null, guest text not null default '', guest_phone text not null default '', state text not null default 'draft' check (state in ('draft', 'handed', 'broadcast')), handed_at text, broadcast_at text, recording text not null default '', file text, version integer not null default 1, by_login text not null, at text not null, check (starts_on <= ends_on) ) strict;

CREATE TABLE radio_item ( id integer primary key, brief_id integer not null references radio_brief (id), place integer not null, headline text not null, text text not null, happens text not null default '', contact text not null default '', pronunciation text not null default '', priority integer not null default 2 check (priority between 1 and 3), event_id integer references event (id) on delete set null, story_id integer ) strict;

CREATE TABLE reader ( id integer primary key autoincrement, email text not null unique collate nocase, state text not null check (state in ('asked', 'confirmed', 'left', 'refused')), token text not null unique, confirm_token text unique, source text not null check (source in ('web', 'office')), basis text not null default '', asked_at text not null, asked_times integer not null default 1, confirmed_at text, left_at text, left_by text not null default '', refused_text text not null default '' ) strict;

CREATE TABLE reading ( id integer primary key, entry integer not null, channel text not null check (length(channel) > 0), metric text not null check (length(metric) > 0), named text not null check (length(named) > 0), post_id integer references media_post (id), period_from text check (period_from is date(period_from)), period_to text check (period_to is date(period_to) and period_to >= period_from), snapshot_on text not null check (snapshot_on is date(snapshot_on)), value integer check (value >= 0), source text not null default '', note text not null default '', corrects_id integer references reading (id), recorded_at text not null, recorded_by text not null, check ((period_from is null) = (period_to is null)), check (post_id is not null or period_from is not null), check (value is not null or corrects_id is not null) ) strict;

CREATE INDEX reading_corrects on reading (corrects_id) where corrects_id is not null;

CREATE INDEX reading_entry on reading (entry, metric, id);

CREATE INDEX reading_post on reading (post_id, metric, period_from, snapshot_on) where post_id is not null;

CREATE INDEX reading_series on reading (channel, metric, period_from, snapshot_on) where post_id is null;

CREATE TABLE reminder ( id integer primary key autoincrement, invoice_id integer not null references invoice (id), level integer not null check (level between 1 and 3), sent_on text not null check (sent_on is date(sent_on)), due_on text not null check (due_on is date(due_on)), open integer not null check (open > 0), pdf text not null, letters text not null, at text not null, by text not null, unique (invoice_id, level) ) strict;

CREATE TRIGGER reminder_no_delete before delete on reminder begin select raise(abort, 'reminder is append-only'); end;

CREATE TRIGGER reminder_no_update before update on reminder begin select raise(abort, 'reminder is append-only'); end;

CREATE TABLE reservation ( id integer primary key, item_id integer not null references item (id), event_id integer not null references event (id), asked integer not null check (asked > 0), quantity integer not null check (quantity >= 0 and quantity <= asked), until text not null check (until is date(until)), state text not null default 'held' check (state in ('held', 'fulfilled', 'released', 'expired')), note text not null default '', reason text not null default '', created_by text not null, created_at text not null, closed_by text, closed_at text, check ((state = 'held') = (closed_at is null)), check (state <> 'held' or quantity > 0) ) strict;

CREATE INDEX reservation_event on reservation (event_id);

CREATE INDEX reservation_held on reservation (item_id, until, quantity) where state = 'held';

CREATE TABLE review_link ( id integer primary key, story_id integer not null references story (id), content_hash text not null, token_hash text not null unique, reviewer text not null, email text not null default '', created_by text not null, created_at text not null, expires_at text not null, opened_at text, used_at text, revoked_at text ) strict;

CREATE TABLE saved_view ( id integer primary key, list text not null, name text not null check (length(name) between 1 and 80), owner text not null, shared integer not null default 0 check (shared in (0, 1)), query text not null, created_at text not null, unique (list, owner, name) ) strict;

CREATE TABLE session ( hash blob primary key, login text not null references user (login), created_at text not null, seen_at text not null, provider text ) strict, without rowid;

CREATE TABLE setting ( code text not null, valid_from text not null check (valid_from is date(valid_from)), value text not null check (json_valid(value)), note text, primary key (code, valid_from) ) strict, without rowid;

CREATE TABLE setup_link ( hash blob primary key, login text references user (login), created_at text not null ) strict, without rowid;

CREATE TABLE sign_in_attempt ( id integer primary key, at text not null, key text not null, ok integer not null default 0 check (ok in (0, 1)) ) strict;

CREATE INDEX sign_in_attempt_key on sign_in_attempt (key, at);

CREATE TABLE source ( id integer primary key, name text not null unique check (length(name) between 1 and 100), sheet_kind text not null, storage text not null check (storage in ('file', 'upload', 'google')), location text not null, sheet_pattern text not null default '', mapping text not null default '{}' check (json_valid(mapping)), master text not null default 'sheet' check (master in ('sheet', 'office')), watch integer not null default 1 check (watch in (0, 1)), active integer not null default 1 check (active in (0, 1)), last_modified text, last_hash text, looked_at text, created_at text not null, created_by text not null, check (location <> '' or storage = 'upload') ) strict;

CREATE TABLE special_day ( id integer primary key, kind text not null check (kind in ('school_holiday', 'election', 'significant')), first_on text not null check (first_on is date(first_on)), last_on text not null check (last_on is date(last_on) and last_on >= first_on), name text not null check (length(trim(name)) > 0) ) strict;

CREATE TABLE story ( id integer primary key, event_id integer references event (id) on delete set null, title text not null check (length(trim(title)) > 0), perex text not null default '', state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')), version integer not null default 1, created_by text not null, created_at text not null, updated_by text not null, updated_at text not null, published_at text, withdrawn_at text, withdrawn_reason text, body text not null default '', section text not null default 'news', stage text not null default 'writing' check (stage in ('idea', 'planned', 'writing', 'review', 'approved')), plan_on text, place integer not null default 0, relevant_until text, check_on text, embargo_until text, price text not null default '', link text not null default '', author text not null default '', owner text, origin text not null default 'none' check (origin in ('event', 'press_release', 'article', 'story', 'none')), origin_id integer, check ((state = 'draft') = (published_at is null)), check ((state = 'withdrawn') = (withdrawn_at is not null and length(trim(withdrawn_reason)) > 0)) ) strict;

CREATE INDEX story_event on story (event_id);

CREATE INDEX story_plan on story (plan_on) where plan_on is not null;

CREATE TABLE story_article ( story_id integer primary key references story (id), file_name text not null, pictures integer not null, footnotes integer not null ) strict;

CREATE TABLE story_photo ( story_id integer not null references story (id), photo_id integer not null references photo (id), place integer not null, alt text not null default '', primary key (story_id, photo_id) ) strict, without rowid;

CREATE INDEX story_photo_photo on story_photo (photo_id);

CREATE TABLE story_repeat ( story_id integer primary key references story (id), every text not null check (every in ('week', 'month', 'year')), first_on text not null, next_on text not null, until text, by_login text not null, at text not null ) strict;

CREATE TABLE story_version ( story_id integer not null references story (id), version integer not null, content text not null check (json_valid(content)), at text not null, by_login text not null, primary key (story_id, version) ) strict, without rowid;

CREATE TABLE task ( id integer primary key autoincrement, series text not null, year integer not null, seq integer not null check (seq > 0), title text not null check (length(trim(title)) > 0), subject text not null default '', assignee text references user (login), with_whom text not null default '', set_by text not null, set_on text not null check (set_on is date(set_on)), due_on text not null check (due_on is date(due_on)), control_on text check (control_on is date(control_on)), state text not null default 'open' check (state in ('open', 'done', 'dropped')), result text not null default '', closed_by text, closed_on text check (closed_on is date(closed_on)), note text not null default '', item_id integer references task_template_item (id) on delete set null, unit text check (unit in ('calendar', 'working', 'month')), offset integer, day integer check (day between 1 and 31), planned_on text check (planned_on is date(planned_on)), fixed integer not null default 0 check (fixed in (0, 1)), created_at text not null, unique (series, year, seq), check ((state = 'open') = (closed_on is null)), check ((unit is null) = (offset is null) and (unit is null) = (planned_on is null)), check ((unit is 'month') = (day is not null)) ) strict;

CREATE INDEX task_closed on task (closed_on) where state <> 'open';

CREATE INDEX task_item on task (item_id) where item_id is not null;

CREATE UNIQUE INDEX task_once on task (subject, item_id) where item_id is not null;

CREATE INDEX task_open on task (due_on, id) where state = 'open';

CREATE INDEX task_subject on task (subject) where subject <> '';

CREATE TABLE task_template ( id integer primary key autoincrement, code text unique, name text not null unique collate nocase check (length(trim(name)) > 0), anchor text not null default 'event' check (anchor in ('event', 'issue', 'month', 'year', 'day')), note text not null default '', created_at text not null ) strict;

CREATE TABLE task_template_item ( id integer primary key autoincrement, template_id integer not null references task_template (id) on delete cascade, position integer not null, title text not null check (length(trim(title)) > 0), unit text not null check (unit in ('calendar', 'working', 'month')), offset integer not null check (offset between -800 and 800), day integer check (day between 1 and 31), role text, assignee text references user (login), with_whom text not null default '', check ((unit = 'month') = (day is not null)) ) strict;

CREATE INDEX task_template_item_of on task_template_item (template_id, position);

CREATE TABLE town_medium ( id integer primary key, name text not null check (length(trim(name)) > 0), kind text not null, account text not null default '', keeper text not null default '', deputy text not null default '', since text, until text, yearly_cost integer, contract text not null default '', metric text not null default '', exported_on text, version integer not null default 1 ) strict;

CREATE TABLE tv_contract ( id integer primary key, television text not null check (length(trim(television)) > 0), first_on text not null check (first_on is date(first_on)), last_on text not null check (last_on is date(last_on) and last_on >= first_on), reports integer not null check (reports > 0), days_ahead integer not null check (days_ahead >= 0), price_note text not null default '', contact text not null default '', email text not null default '', phone text not null default '', created_at text not null ) strict;

CREATE TABLE tv_request ( id integer primary key, contract_id integer not null references tv_contract (id), event_id integer references event (id), number text unique, topic text not null check (length(trim(topic)) > 0), event text not null default '', shoot_on text not null check (shoot_on is date(shoot_on)), shoot_at text check (shoot_at glob '[0-2][0-9]:[0-5][0-9]'), place text not null default '', meeting text not null default '', contact_name text not null default '', contact_phone text not null default '', speaker_name text not null default '', speaker_office text not null default '', speaker_consents integer not null default 0 check (speaker_consents in (0, 1)), what text not null default '', embargo text not null default '', state text not null check (state in ('draft', 'sent', 'confirmed', 'shot', 'broadcast', 'refused', 'cancelled')), reason text not null default '', short_notice integer not null default 0 check (short_notice in (0, 1)), over_by text not null default '', version integer not null default 1 check (version > 0), ordered_on text check (ordered_on is date(ordered_on)), editor text not null default '', confirmed_on text check (confirmed_on is date(confirmed_on)), broadcast_on text check (broadcast_on is date(broadcast_on)), seconds integer check (seconds > 0), link text not null default '', views integer check (views >= 0), created_by text not null, created_at text not null, check ((number is null) = (ordered_on is null)) ) strict;

CREATE INDEX tv_request_contract on tv_request (contract_id, shoot_on, state);

CREATE INDEX tv_request_event on tv_request (event_id) where event_id is not null;

CREATE TABLE user ( login text primary key check (length(login) between 2 and 100), name text not null check (length(name) > 0), email text, password_hash text, totp_secret text, totp_last integer not null default 0, language text not null default 'cs' check (language in ('cs', 'en')), active integer not null default 1 check (active in (0, 1)), created_at text not null ) strict;

CREATE UNIQUE INDEX user_email on user (email) where email is not null;

CREATE TABLE user_role ( login text not null references user (login), role text not null, primary key (login, role) ) strict, without rowid;

CREATE TABLE variant ( story_id integer not null references story (id), channel text not null, text text not null, primary key (story_id, channel) ) strict, without rowid;

CREATE TABLE venue ( id integer primary key, name text not null check (length(trim(name)) > 0), folded text not null unique , address text not null default '', town_part text not null default '', latitude real check (latitude between -90 and 90), longitude real check (longitude between -180 and 180), capacity integer check (capacity > 0), accessible integer check (accessible in (0, 1)), note text not null default '') strict;

CREATE TABLE venue_spelling ( folded text primary key, venue_id integer not null references venue (id) on delete cascade ) strict, without rowid;
