-- Campaigns of advertisements: who pays, when, where and how often.
CREATE TABLE campaign (
    id BIGINT PRIMARY KEY,
    advertiser TEXT NOT NULL,
    name TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    weight BIGINT NOT NULL,
    -- How many times a day at most; nothing means as often as the weight says.
    cap BIGINT,
    -- Lists in JSON; an empty one means everywhere.
    editions TEXT NOT NULL,
    sections TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX campaign_running ON campaign (until_at) WHERE state = 'running';

-- What readers see of them. One that was taken out stays: it was counted, and pages that are still open lead to it.
CREATE TABLE creative (
    id BIGINT PRIMARY KEY,
    campaign BIGINT NOT NULL REFERENCES campaign (id),
    position BIGINT NOT NULL,
    slot TEXT NOT NULL,
    editions TEXT NOT NULL,
    href TEXT NOT NULL,
    shows TEXT NOT NULL,
    media BIGINT REFERENCES media (id),
    removed_at BIGINT
);
CREATE INDEX creative_of_campaign ON creative (campaign, position);
CREATE INDEX creative_media ON creative (media) WHERE media IS NOT NULL AND removed_at IS NULL;
