// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/protocol/read_cbor.h"

#include <string>
#include <utility>
#include <vector>

#include "app/station/protocol/utf8.h"

namespace tgc::station {

namespace {

using nlohmann::json;

/// Deeper than any message is; a reader that calls itself for each level ends here, not at the end of the stack.
constexpr std::size_t deepest = 32;

/// Builds the value from what the library reads, and stops it at the first thing that no message has. The library's own
/// builder would follow any depth, and throw at a length that no memory holds.
class Builder final : public json::json_sax_t {
public:
    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t & /*text*/) override { return put(value); }
    bool string(string_t &value) override
    {
        return isUtf8(value) ? put(std::move(value)) : stop("a text that is not UTF-8");
    }
    bool binary(binary_t & /*value*/) override { return stop("a byte string"); }
    bool start_object(std::size_t /*size*/) override { return open(json::object()); }
    bool start_array(std::size_t /*size*/) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        if (!isUtf8(name)) {
            return stop("a key that is not UTF-8");
        }
        if (m_open.back().value.contains(name)) {
            return stop("the key \"" + name + "\" twice");
        }
        m_open.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string & /*token*/, const json::exception & /*what*/) override
    {
        return stop("no CBOR map of this protocol at byte " + std::to_string(position));
    }

    json result;
    std::string why;

private:
    struct Open {
        json value;
        std::string key{}; ///< of an object: what the next value is for
    };

    bool stop(std::string what)
    {
        if (why.empty()) {
            why = std::move(what);
        }
        return false;
    }

    bool put(json value)
    {
        if (m_open.empty()) {
            result = std::move(value);
        } else if (m_open.back().value.is_array()) {
            m_open.back().value.push_back(std::move(value));
        } else {
            m_open.back().value[std::exchange(m_open.back().key, {})] = std::move(value);
        }
        return true;
    }

    bool open(json empty)
    {
        if (m_open.size() == deepest) {
            return stop("more than " + std::to_string(deepest) + " levels");
        }
        m_open.push_back({std::move(empty)});
        return true;
    }

    bool close()
    {
        json whole = std::move(m_open.back().value);
        m_open.pop_back();
        return put(std::move(whole));
    }

    std::vector<Open> m_open;
};

} // namespace

Result<json> readCbor(std::span<const std::uint8_t> bytes)
{
    Builder builder;
    if (!json::sax_parse(bytes.begin(), bytes.end(), &builder, json::input_format_t::cbor)) {
        return fail(ErrorCode::BadInput, "a message has " + builder.why + "; it cannot be read");
    }
    return std::move(builder.result);
}

} // namespace tgc::station
