-- The rule that kept an agreement's event from having its effect here, so that a person sees it; null where all is well.
ALTER TABLE heard_agreement ADD COLUMN refused_rule text, ADD COLUMN refused_detail text;
